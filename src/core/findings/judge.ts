import type { SessionState } from '../model/session-state.ts';
import type { ConnectionView } from '../model/view.ts';
import type { Finding } from '../report/report.ts';
import type { Draft, EndedView } from './rule.ts';
import { CONNECTION_RULES, END_RULES, SESSION_RULES } from './table.ts';

/** What one connection shows by itself, given the context of its session. Pure. */
export function judgeConnection(view: ConnectionView): Finding[] {
  const end = explainEnd(view);
  const drafts = CONNECTION_RULES.flatMap((rule) => rule(view, end));
  if (end) drafts.push(end);
  return withCauses(merge(drafts));
}

/** All findings of a session in order of time: `found` on its connections, and what only the whole shows. */
export function judgeSession(
  views: readonly ConnectionView[],
  session: SessionState,
  found: readonly Finding[],
): Finding[] {
  const all = [...found, ...SESSION_RULES.flatMap((rule) => rule(views, session, found))];
  // What happened at the same moment: the cause before its consequences.
  return all.toSorted((a, b) => a.t - b.t || Number(a.causedBy !== undefined) - Number(b.causedBy !== undefined));
}

function explainEnd(view: ConnectionView): Draft | undefined {
  if (!isEnded(view)) return undefined;
  for (const rule of END_RULES) {
    const draft = rule(view);
    if (draft) return draft;
  }
  return undefined;
}

function isEnded(view: ConnectionView): view is EndedView {
  return view.ending !== undefined;
}

/** A fault seen in a frame and the close that names it are one finding: told by the frame, proven by both. */
function merge(drafts: readonly Draft[]): Draft[] {
  const byCode = new Map<string, Draft>();
  for (const draft of drafts) {
    const known = byCode.get(draft.code);
    if (!known) {
      byCode.set(draft.code, draft);
      continue;
    }
    const seen = new Set(known.evidence.map((item) => JSON.stringify(item)));
    const more = draft.evidence.filter((item) => !seen.has(JSON.stringify(item)));
    byCode.set(draft.code, { ...known, evidence: [...known.evidence, ...more] });
  }
  return [...byCode.values()];
}

/** A page that slept or was offline is the cause of the timeout that it brought about. */
const PAGE_CAUSES = ['page.offline', 'page.throttled'] as const;
const ENDS_BY_PAGE: ReadonlySet<string> = new Set([
  'keepalive.timeout',
  'comm.ping-timeout',
  'comm.gone',
  'peer.disappeared',
  'close.abnormal',
  'comm.unreachable',
]);

function withCauses(drafts: Draft[]): Draft[] {
  const cause = PAGE_CAUSES.find((code) => drafts.some((draft) => draft.code === code));
  if (!cause) return drafts;
  return drafts.map((draft) =>
    ENDS_BY_PAGE.has(draft.code) && !draft.causedBy ? { ...draft, causedBy: cause } : draft,
  );
}
