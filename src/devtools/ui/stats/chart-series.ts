import uPlot from 'uplot';
import { decadesAround } from '../../state/stats/stats-words.ts';

/** Bars that begin at their x and touch. */
export function barSeries(fill: string): uPlot.Series {
  const bars = uPlot.paths.bars?.({ size: [0.86, 40, 1], align: 1 });
  return { stroke: fill, fill, width: 0, points: { show: false }, ...(bars ? { paths: bars } : {}) };
}

export function pointSeries(color: string): uPlot.Series {
  return { stroke: color, paths: () => null, points: { show: true, size: 4, width: 0, fill: color, stroke: color } };
}

/** From nothing to the largest value, so that the top line is the peak. */
export const fromZero: uPlot.Scale = { range: (_, __, max) => [0, max > 0 ? max : 1] };

/** Whole decades around the values. */
export const decades: uPlot.Scale = {
  distr: 3,
  range: (_, min, max) => (max > 0 ? decadesAround(min, max) : [1, 10_000]),
};
