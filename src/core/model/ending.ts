import type { ConnectionState } from './connection-state.ts';
import { readCloseReason, type CloseReason } from './close-reason.ts';
import type { Proof } from './proof.ts';
import type { PageState, SessionNote, SessionState } from './session-state.ts';

/** How a connection ended: by a close event, or because its page went away. */
export interface Ending extends Proof {
  cause: 'close' | 'page-gone';
  code: number;
  reason: string;
  read: CloseReason;
  by: 'local' | 'remote' | 'unknown';
}

export function endingOf(state: ConnectionState, session: SessionState): Ending | undefined {
  const { close } = state;
  const gone = close && !isWordless(state) ? undefined : departureOf(session, session.pages.get(state.page));
  const isLeft = close && gone && gone.t >= close.t && gone.t - close.t <= LEAVING_MS;
  if (close && !isLeft) {
    const read = readCloseReason(close.code, close.reason);
    return {
      t: close.t,
      evidence: close.evidence,
      cause: 'close',
      code: close.code,
      reason: close.reason,
      read,
      by: closedBy(state),
    };
  }
  if (!gone) return undefined;
  const read: CloseReason = { kind: 'none', class: 'page-gone', text: '' };
  return { ...gone, t: close?.t ?? gone.t, cause: 'page-gone', code: 1001, reason: '', read, by: 'local' };
}

/** Navigation begins so long before its page goes, at most; 400 ms were measured. */
const LEAVING_MS = 5000;

/**
 * Firefox closes the sockets of a page that is being left while it still runs: it sees them end with 1001 ("going away") and no word,
 * which nobody here or there has said, and then it is gone.
 */
const isWordless = ({ close, localClose }: ConnectionState): boolean =>
  close?.code === 1001 && close.reason === '' && localClose === undefined;

/**
 * The browser reports the reason of whichever close frame it received: an echo of ours (with or without our text), or the
 * peer's own where that came first. Without a local call it was not this page.
 */
function closedBy({ localClose, close, up }: ConnectionState): Ending['by'] {
  if (localClose) {
    const said = localClose.reason ?? '';
    return close === undefined || close.reason === said || close.reason === '' ? 'local' : 'remote';
  }
  return up ? 'remote' : 'unknown';
}

/**
 * When a page went away: it said so itself, or a new page of the same kind took its place (a reload, a navigation), after which
 * the old one is never heard of again. A frame or worker goes with the page that holds it.
 */
function departureOf(session: SessionState, page: PageState | undefined, depth = 0): Proof | undefined {
  if (!page || depth > 8) return undefined;
  const said = session.notes.find((note) => note.page === page.page && isFarewell(note) && page.lastT <= note.t);
  if (said) return { t: said.t, evidence: said.evidence };
  if (page.parent !== undefined) {
    const gone = departureOf(session, session.pages.get(page.parent), depth + 1);
    return gone && page.lastT <= gone.t ? gone : undefined;
  }
  if (page.realm !== 'window') return undefined;
  for (const { opened, parent, realm } of session.pages.values()) {
    if (parent !== undefined || realm !== 'window') continue;
    if (opened.t > page.opened.t && page.lastT <= opened.t) return opened;
  }
  return undefined;
}

function isFarewell({ type, text }: SessionNote): boolean {
  return type === 'navigation' && text.startsWith('page gone');
}
