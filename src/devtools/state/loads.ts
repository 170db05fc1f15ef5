import type { TraceReport } from '../../core/contract/decoder.ts';

/** Page loads are numbered in the order in which they began; a worker belongs to the load of its page. */
export function loadNumbers({ pages, connections }: TraceReport): Map<string, number> {
  const numbers = new Map<string, number>();
  let loads = 0;
  for (const { page, parent } of pages) {
    const of = parent === undefined ? undefined : numbers.get(parent);
    if (of === undefined) loads += 1;
    numbers.set(page, of ?? loads);
  }
  for (const { page } of connections) {
    if (numbers.has(page)) continue;
    loads += 1;
    numbers.set(page, loads);
  }
  return numbers;
}
