const PAUSE = 40;

/**
 * Asks again and again until there is an answer (anything but undefined, null or false). Fails with `what` after `ms`.
 * For code that also runs outside a test; inside one, `expect.poll` says more.
 */
export async function until<T>(what: string, ask: () => T | Promise<T>, ms = 20_000): Promise<NonNullable<T>> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
