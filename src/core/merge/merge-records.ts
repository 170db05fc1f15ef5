import type { TraceRecord } from '../trace/records.ts';
import { toA, type Clock } from './clock/clock.ts';
import { rounded } from './delays.ts';
import { createFrameMarks } from './frame-marks.ts';
import { type SideName, ofSide } from './of-side.ts';
import type { MergePlan } from './pairing/plan.ts';

type Records = AsyncIterable<TraceRecord> | Iterable<TraceRecord>;

export interface MergeOptions {
  signal?: AbortSignal;
  /** Called now and then with the records written so far. */
  onProgress?: (records: number) => void;
}

const PROGRESS_EVERY = 4096;

/**
 * The records of both sides on A's clock, in order of time; those of one side stay in their order. Reads both recordings once more, in step, and
 * holds one record of each. The records must be those that the plan was made from.
 */
export async function* mergeRecords(
  plan: MergePlan,
  clock: Clock,
  recordsA: Records,
  recordsB: Records,
  { signal, onProgress }: MergeOptions = {},
): AsyncGenerator<TraceRecord> {
  const marks = createFrameMarks(plan, clock);
  const sides = [
    marked(recordsA, 'A', marks.a, (t) => t)[Symbol.asyncIterator](),
    marked(recordsB, 'B', marks.b, onClockOfA(clock))[Symbol.asyncIterator](),
  ] as const;
  let count = 0;
  try {
    let [a, b] = await Promise.all([sides[0].next(), sides[1].next()]);
    while (!a.done || !b.done) {
      signal?.throwIfAborted();
      if (!a.done && (b.done || a.value.t <= b.value.t)) {
        yield a.value;
        a = await sides[0].next();
      } else if (!b.done) {
        yield b.value;
        b = await sides[1].next();
      }
      count += 1;
      if (count % PROGRESS_EVERY === 0) onProgress?.(count);
    }
    onProgress?.(count);
  } finally {
    await Promise.all(sides.map((side) => side.return(undefined)));
  }
}

async function* marked(
  records: Records,
  side: SideName,
  markOf: (row: number) => TraceRecord['extra'],
  timeOf: (t: number) => number,
): AsyncGenerator<TraceRecord> {
  let row = 0;
  for await (const record of records) {
    const own = ofSide(record, side, timeOf);
    if (own.kind !== 'frame') {
      yield own;
      continue;
    }
    const mark = markOf(row++);
    yield mark ? { ...own, extra: { ...own.extra, ...mark } } : own;
  }
}

/** B's times by A's clock. A time that no clock can show stays as it is. */
export function onClockOfA(clock: Clock): (t: number) => number {
  return (t) => {
    const time = rounded(toA(clock, t));
    return Number.isFinite(time) ? time : t;
  };
}
