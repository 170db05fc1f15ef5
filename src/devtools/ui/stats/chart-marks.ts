import type uPlot from 'uplot';

const NAMES = [
  'line',
  'line-strong',
  'text',
  'text-2',
  'text-3',
  'error',
  'warning',
  'connect',
  'rendezvous',
  'identity',
  'chum',
] as const;

/** Colours of the theme, as the canvas needs them. */
export type ChartTokens = Record<(typeof NAMES)[number], string>;

export function readTokens(element: Element): ChartTokens {
  const style = getComputedStyle(element);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as ChartTokens;
}

interface Marks {
  loads: readonly number[];
  losses: readonly number[];
}

/** Lines behind the data: top, middle and base of the scale; a dashed one for each page load, a hatched one for each loss. */
export function chartMarks(tokens: ChartTokens, marks: () => Marks): uPlot.Plugin {
  return {
    hooks: {
      drawClear: (chart) => {
        const { ctx, bbox } = chart;
        const line = (x0: number, y0: number, x1: number, y1: number): void => {
          ctx.beginPath();
          ctx.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5);
          ctx.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
          ctx.stroke();
        };
        ctx.save();
        ctx.lineWidth = 1;
        ctx.strokeStyle = tokens.line;
        for (const share of [0, 0.5]) {
          const y = bbox.top + bbox.height * share;
          line(bbox.left, y, bbox.left + bbox.width, y);
        }
        ctx.strokeStyle = tokens['line-strong'];
        line(bbox.left, bbox.top + bbox.height - 1, bbox.left + bbox.width, bbox.top + bbox.height - 1);
        const vertical = (t: number): void => {
          const x = chart.valToPos(t / 1000, 'x', true);
          if (x >= bbox.left && x <= bbox.left + bbox.width) line(x, bbox.top, x, bbox.top + bbox.height);
        };
        const { loads, losses } = marks();
        const pixel = devicePixelRatio;
        ctx.strokeStyle = tokens['text-3'];
        ctx.setLineDash([2 * pixel, 3 * pixel]);
        loads.forEach(vertical);
        ctx.strokeStyle = tokens.error;
        ctx.lineWidth = 3 * pixel;
        ctx.setLineDash([pixel, 2 * pixel]);
        losses.forEach(vertical);
        ctx.restore();
      },
    },
  };
}
