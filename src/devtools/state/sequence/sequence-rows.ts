import type { Growing } from '../rows/followed-rows.ts';
import { createIdleCounter, type IdleCounter, type IdleRow, type IdleRun } from './idle-run.ts';
import type { RowsView } from '../rows/rows-view.ts';

/** What the list needs to know of a row of the recording. */
export interface SequenceSource {
  conn(row: number): number;
  /** It stands in the list already, as the other side saw it. */
  isEcho(row: number): boolean;
  /** How far along its connection a row is: a strip stands where this grows. 0: tells nothing. */
  stage(row: number): number;
  /** Undefined for rows that are more than a sign of idleness. */
  idle(row: number): IdleRow | undefined;
  /** Connection and direction of a row that asks, as `IdleRow.asker` counts them. */
  asker(row: number): number | undefined;
}

export type SequenceEntry =
  | { kind: 'row'; row: number }
  | { kind: 'strip'; row: number }
  | { kind: 'gap'; row: number; after: number }
  | { kind: 'idle'; row: number; run: IdleRun; isOpen: boolean };

/** The rows of a sequence diagram: arrows, strips where a phase begins, gaps, and idle stretches folded into one row. */
export interface SequenceRows extends Growing {
  readonly length: number;
  at(index: number): SequenceEntry | undefined;
  /** Where a row of the recording stands, or the idle stretch that holds it; -1 where it is hidden. */
  indexOf(row: number): number;
}

const KIND = { row: 0, strip: 1, gap: 2, idle: 3 } as const;
const SHIFT = 30;
const ROW_MASK = 2 ** SHIFT - 1;

/** `opened` holds the first rows of idle stretches that are shown row by row. */
export function createSequenceRows(view: RowsView, source: SequenceSource, opened: ReadonlySet<number>): SequenceRows {
  let entries = new Uint32Array(1024);
  let length = 0;
  let taken = 0;
  const stages = new Map<number, number>();
  const runs = new Map<number, IdleRun>();
  let idle: { counter: IdleCounter; from: number; isFolded: boolean; isOpen: boolean } | undefined;
  let gapBefore: number | undefined;

  function push(kind: number, row: number): void {
    if (length === entries.length) {
      const grown = new Uint32Array(length * 2);
      grown.set(entries);
      entries = grown;
    }
    entries[length] = (kind * 2 ** SHIFT + row) >>> 0;
    length += 1;
  }

  function flushGap(): void {
    if (gapBefore !== undefined) push(KIND.gap, gapBefore);
    gapBefore = undefined;
  }

  /** From here on the stretch is one row, or where it was opened, a row of its own above its rows. */
  function fold(run: NonNullable<typeof idle>): void {
    const { first } = run.counter.run;
    runs.set(first, run.counter.run);
    run.isFolded = true;
    run.isOpen = opened.has(first);
    if (!run.isOpen) {
      length = run.from;
      return push(KIND.idle, first);
    }
    push(KIND.row, first);
    entries.copyWithin(run.from + 1, run.from, length - 1);
    entries[run.from] = (KIND.idle * 2 ** SHIFT + first) >>> 0;
  }

  function takeIdle(row: IdleRow): void {
    if (idle === undefined) {
      flushGap();
      idle = { counter: createIdleCounter(), from: length, isFolded: false, isOpen: false };
    }
    idle.counter.add(row);
    if (idle.isFolded && !idle.isOpen) {
      gapBefore = undefined;
      return;
    }
    flushGap();
    push(KIND.row, row.row);
    if (!idle.isFolded && idle.counter.isLong) fold(idle);
  }

  function takeOther(row: number): void {
    if (idle?.isFolded && !idle.isOpen) {
      const { counter } = idle;
      // The asker goes on after its last poll: that one did bring something new.
      const isNews = counter.lastAsker !== undefined && source.asker(row) === counter.lastAsker;
      if (isNews && counter.run.polls > 1) for (const each of counter.dropTail()) push(KIND.row, each);
    }
    idle = undefined;
    flushGap();
    const stage = source.stage(row);
    const conn = source.conn(row);
    if (stage > (stages.get(conn) ?? 0)) {
      stages.set(conn, stage);
      push(KIND.strip, row);
    }
    push(KIND.row, row);
  }

  const kindOf = (index: number): number => (entries[index] ?? 0) >>> SHIFT;
  const rowOf = (index: number): number => (entries[index] ?? 0) & ROW_MASK;
  const lastRowOf = (index: number): number =>
    kindOf(index) === KIND.idle ? (runs.get(rowOf(index))?.last ?? rowOf(index)) : rowOf(index);

  return {
    get length() {
      return length;
    },
    at(index) {
      if (index < 0 || index >= length) return undefined;
      const row = rowOf(index);
      switch (kindOf(index)) {
        case KIND.strip:
          return { kind: 'strip', row };
        case KIND.gap:
          return { kind: 'gap', row, after: index === 0 ? row : lastRowOf(index - 1) };
        case KIND.idle: {
          const run = runs.get(row);
          return run && { kind: 'idle', row, run, isOpen: opened.has(row) };
        }
        default:
          return { kind: 'row', row };
      }
    },
    indexOf(row) {
      let low = 0;
      let high = length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (rowOf(middle) <= row) low = middle;
        else high = middle - 1;
      }
      return length > 0 && row >= rowOf(low) && row <= lastRowOf(low) && kindOf(low) !== KIND.gap ? low : -1;
    },
    extend(isSpent) {
      while (taken < view.length) {
        const at = view.at(taken);
        taken += 1;
        if (at?.kind === 'gap') gapBefore = at.before;
        else if (at !== undefined && !source.isEcho(at.row)) {
          const row = source.idle(at.row);
          if (row === undefined || source.stage(at.row) > (stages.get(source.conn(at.row)) ?? 0)) takeOther(at.row);
          else takeIdle(row);
        }
        if ((taken & 255) === 0 && isSpent()) return taken >= view.length;
      }
      return true;
    },
  };
}
