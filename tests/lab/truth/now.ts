/** Epoch milliseconds with fraction (TRACE-FORMAT §1). */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
