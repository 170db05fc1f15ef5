/** What a stalled step waits for. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}
