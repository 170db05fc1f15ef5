export interface CommonOrder {
  /** Index pairs of what both have in the same order, rising. */
  pairs: [a: number, b: number][];
  /** False where the two differ so much that the search was given up: what lies behind is not compared. */
  exact: boolean;
}

/** Differences up to which two sequences are compared: it takes as many steps as there are messages, times this. */
const LIMIT = 512;

/** What two sequences have in common, in order, and as much of it as there is (Myers, "An O(ND) difference algorithm", 1986), within a limit. */
export function commonOrder(a: readonly number[], b: readonly number[], limit = LIMIT): CommonOrder {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;

  const pairs: [number, number][] = Array.from({ length: start }, (_, at) => [at, at]);
  const endA = a.length - tail;
  const endB = b.length - tail;
  const { moves, exact } = search(a, b, start, endA, endB, limit);
  pairs.push(...moves);
  for (let at = 0; at < tail; at++) pairs.push([endA + at, endB + at]);
  return { pairs, exact };
}

/** Steps along the shortest way through the grid of both; `trace` keeps how far each diagonal was reached with each number of differences. */
function search(
  a: readonly number[],
  b: readonly number[],
  start: number,
  endA: number,
  endB: number,
  limit: number,
): { moves: [number, number][]; exact: boolean } {
  const [width, height] = [endA - start, endB - start];
  if (width === 0 || height === 0) return { moves: [], exact: true };
  const most = Math.min(limit, width + height);
  const trace: Int32Array[] = [];
  const reached = new Int32Array(2 * most + 3);
  const mid = most + 1;
  for (let edits = 0; edits <= most; edits++) {
    let best = { x: 0, diagonal: 0 };
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down =
        diagonal === -edits ||
        (diagonal !== edits && at(reached, mid + diagonal - 1) < at(reached, mid + diagonal + 1));
      let x = edits === 0 ? 0 : down ? at(reached, mid + diagonal + 1) : at(reached, mid + diagonal - 1) + 1;
      while (x < width && x - diagonal < height && a[start + x] === b[start + x - diagonal]) x += 1;
      reached[mid + diagonal] = x;
      if (x >= width && x - diagonal >= height) {
        trace.push(reached.slice(mid - edits, mid + edits + 1));
        return { moves: walkBack(trace, x, diagonal, start), exact: true };
      }
      if (x <= width && x - diagonal <= height && 2 * x - diagonal > 2 * best.x - best.diagonal) best = { x, diagonal };
    }
    trace.push(reached.slice(mid - edits, mid + edits + 1));
    if (edits === most) return { moves: walkBack(trace, best.x, best.diagonal, start), exact: false };
  }
  return { moves: [], exact: false };
}

const at = (values: Int32Array, index: number): number => values[index] ?? 0;

/** The equal elements on the way that led to a point, first to last. */
function walkBack(trace: readonly Int32Array[], x: number, diagonal: number, start: number): [number, number][] {
  const moves: [number, number][] = [];
  let [nowX, now] = [x, diagonal];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const before = trace[edits - 1];
    const on = (each: number): number => (before ? (before[each + edits - 1] ?? -1) : -1);
    const down = now === -edits || (now !== edits && on(now - 1) < on(now + 1));
    const previous = down ? now + 1 : now - 1;
    const fromX = edits === 0 ? 0 : down ? on(previous) : on(previous) + 1;
    for (; nowX > fromX; nowX--) moves.push([start + nowX - 1, start + nowX - 1 - now]);
    if (edits === 0) break;
    nowX = on(previous);
    now = previous;
  }
  return moves.reverse();
}
