import { effect } from '@preact/signals';
import { MOST_IN_SNAPSHOT, type PageSnapshot } from '../../../core/contract/page-snapshot.ts';
import type { TraceReport } from '../../../core/contract/decoder.ts';
import type { Live } from './live.ts';
import type { Session } from '../session.ts';

/** At most one a second: the page API is looked at by people and monitors, not by control loops. */
const PAUSE_MS = 1000;

/**
 * What the pages of an origin may be told of their own connections: the state of each, nothing else. The latest, where there are
 * too many.
 */
export function snapshotOf({ connections, pages }: TraceReport, origin: string, asOf: number): PageSnapshot {
  const own = new Set(
    pages.filter(({ url }) => URL.canParse(url) && new URL(url).origin === origin).map(({ page }) => page),
  );
  const told = connections.filter(({ page }) => own.has(page)).slice(-MOST_IN_SNAPSHOT);
  return {
    asOf,
    connections: told.flatMap(({ opened, states }) => {
      const state = states.at(-1)?.state;
      return state === undefined ? [] : [{ opened, state }];
    }),
  };
}

/** Tells the inspected page what this panel knows, where the user switched the page API on. Returns the undo. */
export function tellPage(live: Live, session: Session, pauseMs = PAUSE_MS): () => void {
  let told = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    timer = undefined;
    const snapshot = snapshotOf(session.report.peek(), live.site.peek()?.origin ?? '', Date.now());
    const said = JSON.stringify(snapshot.connections);
    if (said === told) return;
    told = said;
    live.tellPage(snapshot);
  }

  const undo = effect(() => {
    const isWanted = live.site.value?.pageApi === true;
    const isLive = session.opened.value?.recording === live.recording.value?.id;
    void session.report.value;
    if (!isWanted) told = '';
    if (isWanted && isLive) timer ??= setTimeout(tell, pauseMs);
  });
  return () => {
    undo();
    clearTimeout(timer);
  };
}
