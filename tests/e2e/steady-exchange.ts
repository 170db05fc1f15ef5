import type { Engine } from './engine.ts';
import { until } from './until.ts';

interface State {
  isStopped: boolean;
  isOver: boolean;
  error?: string;
}

interface ExchangingWindow {
  lab: { exchange(count: number, hash: string): Promise<unknown> };
  exchanging?: State;
}

/** An exchange that goes on in the page. */
export interface SteadyExchange {
  /** Lets it come to the end of its round. Fails where it had ended before: what was to strike within it has not. */
  stop(): Promise<void>;
}

/** Round after round of an exchange with the peer, beside whatever else is asked of the browser: Firefox's driver does one thing at a time. */
export async function startExchange(
  { inPage }: Pick<Engine, 'inPage'>,
  round: number,
  hash: string,
): Promise<SteadyExchange> {
  await inPage(begin, round, hash);
  return {
    async stop() {
      const { isOver, error } = await inPage(end);
      if (isOver) throw new Error(`the exchange had ended before: ${String(error)}`);
      await until('the exchange to end', () => inPage(isOverNow), 60_000);
    },
  };
}

function begin(round: number, hash: string): void {
  const page = window as unknown as ExchangingWindow;
  const state: State = { isStopped: false, isOver: false };
  page.exchanging = state;
  const exchangeAll = async (): Promise<void> => {
    while (!state.isStopped) await page.lab.exchange(round, hash);
  };
  void exchangeAll()
    .catch((error: unknown) => (state.error = String(error)))
    .finally(() => (state.isOver = true));
}

function end(): { isOver: boolean; error: string | null } {
  const { exchanging } = window as unknown as ExchangingWindow;
  if (!exchanging) throw new Error('nothing was begun in this document');
  exchanging.isStopped = true;
  return { isOver: exchanging.isOver, error: exchanging.error ?? null };
}

function isOverNow(): boolean {
  const { exchanging } = window as unknown as ExchangingWindow;
  if (exchanging?.error !== undefined) throw new Error(exchanging.error);
  return exchanging?.isOver === true;
}
