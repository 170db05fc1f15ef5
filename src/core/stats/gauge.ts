/** The course of a measured value in a bounded number of points: when there are too many, two become their larger one. */
export interface Gauge {
  points: { t: number; value: number }[];
  /** Samples that one point stands for. */
  stride: number;
  pending: number;
  max: number;
}

const POINTS = 128;

export const createGauge = (): Gauge => ({ points: [], stride: 1, pending: 0, max: 0 });

export function addReading(gauge: Gauge, t: number, value: number): void {
  if (!Number.isFinite(value)) return;
  gauge.max = Math.max(gauge.max, value);
  const last = gauge.points.at(-1);
  if (last && gauge.pending < gauge.stride) {
    gauge.pending++;
    if (value >= last.value) Object.assign(last, { t, value });
    return;
  }
  gauge.points.push({ t, value });
  gauge.pending = 1;
  if (gauge.points.length <= POINTS) return;
  gauge.stride *= 2;
  gauge.points = gauge.points.flatMap((point, at, all) => {
    const next = all[at + 1];
    return at % 2 === 1 ? [] : [next && next.value >= point.value ? next : point];
  });
}

/** The stretch up to the last point in which the value never fell, undefined where that is less than `points` long. */
export function growth({ points }: Gauge, least: number): { from: number; to: number; by: number } | undefined {
  let start = points.length - 1;
  while (start > 0 && (points[start - 1]?.value ?? 0) <= (points[start]?.value ?? 0)) start--;
  const [first, last] = [points[start], points.at(-1)];
  if (!first || !last || points.length - start < least || last.value <= first.value) return undefined;
  return { from: first.t, to: last.t, by: last.value - first.value };
}
