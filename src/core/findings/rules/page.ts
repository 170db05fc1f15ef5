import type { SessionNote } from '../../model/session-state.ts';
import type { ConnectionView } from '../../model/view.ts';
import { duration } from '../../report/words.ts';
import type { ConnectionRule, Draft } from '../rule.ts';

/** Ends that a page which sleeps or is offline brings about. */
const TIMEOUTS: ReadonlySet<string> = new Set(['keepalive.timeout', 'comm.ping-timeout']);
const BREAKS: ReadonlySet<string> = new Set(['comm.gone', 'peer.disappeared', 'close.abnormal', 'comm.unreachable']);

type PageFinding = { code: 'page.throttled' | 'page.offline'; what: string };

/** The page was hidden, frozen, asleep or offline when a timeout struck. */
export const judgePage: ConnectionRule = (view, end) => {
  if (!end || (!TIMEOUTS.has(end.code) && !BREAKS.has(end.code))) return [];
  const from = view.state.traffic.in.last?.t ?? view.state.opened.t;
  const telling = view.session.notes.filter(
    ({ t, page }) => t <= end.t && (page === undefined || page === view.state.page),
  );
  const offline = lastOfType(telling, 'online');
  if (offline && /off|false/i.test(offline.text))
    return [draft(view, end, offline, { code: 'page.offline', what: 'offline' })];
  if (!TIMEOUTS.has(end.code)) return [];
  const asleep = telling.findLast(
    ({ type, t, text }) =>
      t >= from && ((type === 'clock' && /\+\d/.test(text)) || (type === 'freeze' && !/resume/i.test(text))),
  );
  if (asleep)
    return [draft(view, end, asleep, { code: 'page.throttled', what: asleep.text === 'frozen' ? 'frozen' : 'asleep' })];
  const visibility = lastOfType(telling, 'visibility');
  if (visibility && /hidden/i.test(visibility.text))
    return [draft(view, end, visibility, { code: 'page.throttled', what: 'hidden' })];
  return [];
};

function lastOfType(notes: readonly SessionNote[], type: string): SessionNote | undefined {
  return notes.findLast((note) => note.type === type);
}

function draft(view: ConnectionView, end: Draft, note: SessionNote, { code, what }: PageFinding): Draft {
  return {
    code,
    severity: 'warning',
    conn: view.conn,
    t: end.t,
    title: `This page was ${what} when ${view.conn} ended (${note.text}, noted ${duration(end.t - note.t)} before)`,
    explanation:
      what === 'offline'
        ? 'The browser reported that it had no network, so nothing could arrive or leave.'
        : 'Browsers slow timers of hidden pages down and stop those of frozen ones; pings and keepalives are then late or missing.',
    advice:
      what === 'offline'
        ? 'Look at the network of this machine first.'
        : 'Keep the page visible while you test, or expect a new connection when it comes back.',
    evidence: [note.evidence, ...end.evidence.slice(-1)],
  };
}
