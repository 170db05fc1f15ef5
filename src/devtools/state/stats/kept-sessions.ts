import { signal, type ReadonlySignal } from '@preact/signals';
import type { History, SessionSummary } from './history.ts';

/** The history of sessions as the panel shows it. */
export interface KeptSessions {
  /** Newest first. */
  all: ReadonlySignal<readonly SessionSummary[]>;
  keep(summary: SessionSummary | undefined): Promise<void>;
  forget(uids: readonly string[]): Promise<void>;
  /** Everything that is kept of one site, also of recordings that are gone. */
  forgetSite(origin: string): Promise<void>;
  clear(): Promise<void>;
  refresh(): Promise<void>;
}

export function createKeptSessions(history: History): KeptSessions {
  const all = signal<readonly SessionSummary[]>([]);

  async function refresh(): Promise<void> {
    all.value = await history.all();
  }
  async function change(work: Promise<void>): Promise<void> {
    await work;
    await refresh();
  }
  const forget = (uids: readonly string[]): Promise<void> => change(history.forget(uids));

  return {
    all,
    keep: async (summary) => void (summary && (await change(history.keep(summary)))),
    forget,
    async forgetSite(origin) {
      await refresh();
      await forget(all.peek().flatMap((each) => (each.origin === origin ? [each.uid] : [])));
    },
    clear: () => change(history.clear()),
    refresh,
  };
}
