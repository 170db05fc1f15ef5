import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { chartMarks, readTokens, type ChartTokens } from './chart-marks.ts';
import type { TimeRange } from '../../state/stats/time-range.ts';

export interface ChartProps {
  title: string;
  note: string;
  /** One sentence that says what there is to see. */
  text: string;
  /** First column: seconds since the epoch. */
  data: uPlot.AlignedData;
  /** Whole time of the chart, epoch milliseconds. */
  span: TimeRange;
  /** The stretch that is looked at. */
  range: TimeRange | undefined;
  series(tokens: ChartTokens): uPlot.Series[];
  scale?: uPlot.Scale;
  loads: readonly number[];
  losses: readonly number[];
  legend?: preact.ComponentChildren;
  theme: string;
  onBrush(range: TimeRange | undefined): void;
}

/** A chart over time. It is drawn at most once in a frame, and made anew only with another theme. */
export function Chart(props: ChartProps) {
  const { title, note, text, legend, theme, data, range, span } = props;
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const latest = useRef(props);
  const frame = useRef(0);
  latest.current = props;

  /** The next frame shows what is latest then. */
  function draw(): void {
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const of = chart.current;
      if (of === undefined || box.current === null) return;
      const { clientWidth: width, clientHeight: height } = box.current;
      of.batch(() => {
        if (of.width !== width || of.height !== height) of.setSize({ width, height });
        of.setData(latest.current.data, false);
        const { from, to } = latest.current.span;
        of.setScale('x', { min: from / 1000, max: Math.max(to, from + 1) / 1000 });
      });
      showRange(of, latest.current.range);
    });
  }

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const tokens = readTokens(element);
    const made = new uPlot(
      {
        width: Math.max(1, element.clientWidth),
        height: Math.max(1, element.clientHeight),
        padding: [2, 0, 2, 0],
        legend: { show: false },
        axes: [{ show: false }, { show: false }],
        scales: { x: { time: false, auto: false, range: (_, min, max) => [min, max] }, y: latest.current.scale ?? {} },
        series: [{}, ...latest.current.series(tokens)],
        cursor: {
          y: false,
          points: { show: false },
          drag: { x: true, y: false, setScale: false },
          bind: { dblclick: () => () => (latest.current.onBrush(undefined), null) },
        },
        hooks: {
          setSelect: [
            (of) => {
              const { left, width } = of.select;
              if (width < 3) return;
              latest.current.onBrush({
                from: of.posToVal(left, 'x') * 1000,
                to: of.posToVal(left + width, 'x') * 1000,
              });
            },
          ],
        },
        plugins: [chartMarks(tokens, () => latest.current)],
      },
      latest.current.data,
      element,
    );
    chart.current = made;
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
      frame.current = 0;
      chart.current = undefined;
      made.destroy();
    };
  }, [theme]);
  useEffect(draw, [data, range, span.from, span.to]);

  return (
    <figure class="chart">
      <figcaption>
        <b>{title}</b> <span class="second">{note}</span>
        {legend}
      </figcaption>
      <div class="plot" role="img" aria-label={text} ref={box} />
    </figure>
  );
}

function showRange(of: uPlot, range: TimeRange | undefined): void {
  const height = of.over.clientHeight;
  if (range === undefined) {
    of.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    return;
  }
  const left = Math.max(0, of.valToPos(range.from / 1000, 'x'));
  const right = Math.min(of.over.clientWidth, of.valToPos(range.to / 1000, 'x'));
  of.setSelect({ left, top: 0, width: Math.max(1, right - left), height }, false);
}
