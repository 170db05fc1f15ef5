import type { LiveHost } from './live.ts';

const FIRST_ASKED_MS = 50;
const LAST_ASKED_MS = 3200;

/**
 * Tells, now and with every document, what the tab shows; the handler gets undefined where nothing has said so yet.
 * @returns tells it once more
 */
export function watchUrl(host: LiveHost, tell: (url: string | undefined) => void): () => void {
  /** Where the tab went last; asking the page itself fails while it is being left. */
  let last: string | undefined;

  async function watch(known?: string): Promise<void> {
    last = known ?? last;
    const before = last;
    const answer = known ?? (await host.url());
    if (last === before) last = answer ?? last;
    tell(last);
  }

  /** A document that is just coming gives no answer, and nobody tells when it can: it is asked a few times more. */
  async function askAgain(ms: number): Promise<void> {
    if (last !== undefined || ms > LAST_ASKED_MS) return;
    await new Promise((resolve) => setTimeout(resolve, ms));
    const answer = await host.url();
    if (last === undefined && answer !== undefined) return watch(answer);
    return askAgain(ms * 2);
  }

  host.onNavigated((url) => void watch(url));
  void watch().then(() => askAgain(FIRST_ASKED_MS));
  return () => void watch();
}
