/** From this silence on, a row of its own says how long it lasted. */
export const GAP_MS = 2000;
const GAP = 0x8000_0000;
/** Display rows per block: they come into the document and go out of it together. */
export const BLOCK = 8;

export interface RowsViewOptions {
  t(row: number): number;
  isFrame(row: number): boolean;
  test(row: number): boolean;
  /** Gap rows make sense only where nothing but the scope hides rows. */
  hasGaps: boolean;
}

export type ViewRow = { kind: 'row'; row: number } | { kind: 'gap'; ms: number; before: number };

/** The rows that scope and filter leave, in order, with gap rows between them. Four bytes a row; only ever appended to. */
export interface RowsView {
  readonly length: number;
  /** Frames among them. */
  readonly frames: number;
  /** Rows up to here were judged. */
  readonly judged: number;
  at(index: number): ViewRow | undefined;
  /** Display index of a row, -1 where it is hidden. */
  indexOf(row: number): number;
  /** Display index of the first row at or after `row`, the last one where none follows. */
  nearest(row: number): number;
  /** Gap rows in a block of BLOCK display rows. */
  gapsIn(block: number): number;
  /** Gap rows in all blocks before it. */
  gapsBefore(block: number): number;
  /** Judges rows up to `limit`, until `isSpent` says stop. @returns whether the limit was reached */
  extend(limit: number, isSpent?: () => boolean): boolean;
}

export function createRowsView({ t, isFrame, test, hasGaps }: RowsViewOptions): RowsView {
  let entries = new Uint32Array(1024);
  let gaps = new Uint8Array(64);
  /** Gap rows before each block: where a block stands is told without adding up what is above it. */
  let before = new Uint32Array(64);
  let allGaps = 0;
  let length = 0;
  let frames = 0;
  let judged = 0;
  let lastT = NaN;

  function push(entry: number): void {
    if (length === entries.length) {
      const grown = new Uint32Array(length * 2);
      grown.set(entries);
      entries = grown;
    }
    const block = Math.floor(length / BLOCK);
    if (block >= gaps.length) {
      const grown = new Uint8Array(gaps.length * 2);
      grown.set(gaps);
      gaps = grown;
      const more = new Uint32Array(grown.length);
      more.set(before);
      before = more;
    }
    if (length % BLOCK === 0) before[block] = allGaps;
    if (entry & GAP) {
      gaps[block] = (gaps[block] ?? 0) + 1;
      allGaps += 1;
    }
    entries[length] = entry >>> 0;
    length += 1;
  }

  function judge(row: number): void {
    if (!test(row)) return;
    const at = t(row);
    if (hasGaps && at - lastT >= GAP_MS) push((row | GAP) >>> 0);
    if (isFrame(row)) frames += 1;
    lastT = Number.isNaN(lastT) ? at : Math.max(at, lastT);
    push(row);
  }

  const rowOf = (index: number): number => (entries[index] ?? 0) & ~GAP;
  const isGap = (index: number): boolean => ((entries[index] ?? 0) & GAP) !== 0;

  function nearest(row: number): number {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rowOf(middle) < row) low = middle + 1;
      else high = middle;
    }
    if (low < length && isGap(low)) low += 1;
    return Math.min(low, length - 1);
  }

  return {
    get length() {
      return length;
    },
    get frames() {
      return frames;
    },
    get judged() {
      return judged;
    },
    at(index) {
      if (index < 0 || index >= length) return undefined;
      const row = rowOf(index);
      if (!isGap(index)) return { kind: 'row', row };
      return { kind: 'gap', before: row, ms: index === 0 ? 0 : t(row) - t(rowOf(index - 1)) };
    },
    nearest,
    indexOf(row) {
      const index = nearest(row);
      return index >= 0 && rowOf(index) === row && !isGap(index) ? index : -1;
    },
    gapsIn: (block) => gaps[block] ?? 0,
    gapsBefore: (block) => before[block] ?? 0,
    extend(limit, isSpent) {
      while (judged < limit) {
        judge(judged);
        judged += 1;
        if (isSpent && (judged & 1023) === 0 && isSpent()) return judged >= limit;
      }
      return true;
    },
  };
}
