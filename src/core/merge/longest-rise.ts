/**
 * The longest strictly rising subsequence of whole numbers, as ascending indexes. O(n log n): what two sides have in the same order, where
 * `values` are the places on the other side.
 */
export function longestRise(values: ArrayLike<number>): number[] {
  const previous = new Int32Array(values.length);
  /** For each length, the index of the smallest value that ends a rise of it. */
  const ends: number[] = [];
  for (let at = 0; at < values.length; at++) {
    const length = below(ends, values, values[at] ?? 0);
    previous[at] = length === 0 ? -1 : (ends[length - 1] ?? -1);
    ends[length] = at;
  }
  const rise: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) rise.push(at);
  return rise.reverse();
}

/** How many of `ends` stand on a smaller value. */
function below(ends: readonly number[], values: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
