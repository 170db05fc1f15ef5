/** Where a key of a list leads to (UI §6), undefined for other keys. `at` is -1 where nothing is selected. */
export function listMove(key: string, at: number, length: number, page: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    j: at + 1,
    ArrowUp: at < 0 ? length - 1 : at - 1,
    k: at < 0 ? length - 1 : at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: length - 1,
  };
  const to = steps[key];
  return to === undefined || length === 0 ? undefined : Math.min(length - 1, Math.max(0, to));
}
