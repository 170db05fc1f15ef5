import type { ConnectionView } from '../model/view.ts';
import type { Evidence, Finding } from '../report/report.ts';
import type { SessionState } from '../model/session-state.ts';

/** What a rule concludes; the connection is filled in from the view it judged. */
export type Draft = Finding;

export type EndedView = ConnectionView & { ending: NonNullable<ConnectionView['ending']> };

/** Explains why a connection ended. Of all such rules the first in the table that has an answer counts: the most specific. */
export type EndRule = (view: EndedView) => Draft | undefined;

/** Judges one connection; `end` is what explains its end, where something does. */
export type ConnectionRule = (view: ConnectionView, end: Draft | undefined) => Draft[];

/** Judges what only several connections, or the recording as a whole, can show. `found` is what the other rules concluded. */
export type SessionRule = (views: readonly ConnectionView[], session: SessionState, found: readonly Draft[]) => Draft[];

/** Evidence by frame of the judged connection, leaving out what was not seen. */
export function frames(view: ConnectionView, ...marks: ({ seq: number } | undefined)[]): Evidence[] {
  return marks.flatMap((mark) => (mark ? [{ conn: view.conn, seq: mark.seq }] : []));
}

/** "this page" or the name of the other end, by who closed. */
export function closer(view: EndedView, remote: string): string {
  return view.ending.by === 'local' ? 'this page' : view.ending.by === 'remote' ? remote : 'one side';
}

/** The call and the event of the close, where they are in the trace. */
export function closeEvidence({ ending, state }: EndedView): Evidence[] {
  return ending.by === 'local' && state.localClose ? [state.localClose.evidence, ending.evidence] : [ending.evidence];
}
