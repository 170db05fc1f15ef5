import type { SyncFacts } from './sync-cells.ts';
import type { SyncGroup } from './sync-list.ts';

/** Display row of the request that a row of the recording is, or answers; -1 where it is not shown. */
export function indexOfRow(groups: readonly SyncGroup[], { store, rows }: SyncFacts, row: number): number {
  const peer = rows.columns.get('peer', row) - 1;
  const wanted = peer >= 0 && peer < row ? peer : row;
  for (const group of groups) {
    let before = group.top + 1;
    for (const { requests } of group.passes) {
      const at = placeOf(requests, store.row, wanted);
      if (at >= 0) return group.isFolded ? group.top : before + at;
      before += requests.length;
    }
  }
  return -1;
}

/** Requests ascend, and so do their rows. */
function placeOf(requests: readonly number[], rowOf: (request: number) => number, row: number): number {
  let low = 0;
  let high = requests.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = rowOf(requests[middle] ?? 0);
    if (found === row) return middle;
    if (found < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
