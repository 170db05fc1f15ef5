import type { FrameTable } from './frame-table.ts';

/** The rows of each connection, in file order: views of one array. */
export function rowsByConn({ conn, length }: FrameTable, conns: number): Uint32Array[] {
  const ends = new Uint32Array(conns);
  for (let row = 0; row < length; row++) count(ends, conn[row] ?? 0);
  const lists: Uint32Array[] = [];
  const all = new Uint32Array(length);
  let start = 0;
  for (const size of ends) {
    lists.push(all.subarray(start, start + size));
    start += size;
  }
  const taken = new Uint32Array(conns);
  for (let row = 0; row < length; row++) {
    const at = conn[row] ?? 0;
    const list = lists[at];
    if (list) list[count(taken, at) - 1] = row;
  }
  return lists;
}

const count = (counts: Uint32Array, at: number): number => (counts[at] = (counts[at] ?? 0) + 1);
