/** Runs undo functions, last first. By index: the page may have replaced the array's methods and iterator by then. */
export function undoAll(steps: readonly (() => void)[]): void {
  for (let at = steps.length - 1; at >= 0; at -= 1) steps[at]?.();
}
