import type { Path, PhaseReport, Role } from '../report/report.ts';
import type { ConnectionState } from './connection-state.ts';
import { closeClassOf, isPeerConnection } from './close-class.ts';
import { endingOf, type Ending } from './ending.ts';
import { bothOf, firstOf, type MilestoneKind } from './milestones.ts';
import { phasesOf } from './phases.ts';
import type { FrameMark } from './proof.ts';
import { pathOf, roleOf } from './role.ts';
import type { Owner, SessionState } from './session-state.ts';
import { present } from './text.ts';
import type { CloseClass } from '../report/report.ts';

/** One connection as readers see it now: its state with everything that follows from it. Made anew for each look. */
export interface ConnectionView {
  conn: string;
  state: ConnectionState;
  session: SessionState;
  role: Role;
  path: Path;
  phases: PhaseReport[];
  ending?: Ending & { class: CloseClass };
  /** Two peers exchanged their keys here. */
  peer: boolean;
  keyKnown: boolean;
  /** Latest time in the trace. */
  now: number;
}

export function viewConnection(state: ConnectionState, session: SessionState): ConnectionView {
  const ending = endingOf(state, session);
  const verified = state.traffic.in.verified + state.traffic.out.verified;
  const view: ConnectionView = {
    conn: state.conn,
    state,
    session,
    role: roleOf(state),
    path: pathOf(state, session, ending),
    phases: phasesOf(state, ending, session.now),
    peer: isPeerConnection(state),
    // A key file may have held one: then frames verify, or their tags are at least tried.
    keyKnown: state.keyKnown || verified > 0 || firstOf(state.said, 'tag-failed') !== undefined,
    now: session.now,
  };
  if (ending) view.ending = { ...ending, class: closeClassOf(state, ending) };
  return view;
}

/** Who the other end is, by its own word here or on another connection with the same key. */
export function ownerOf({ state, session }: ConnectionView): Owner {
  const { person, email, instance } = state.parties.in;
  const known = state.remoteKey === undefined ? undefined : session.owners.get(state.remoteKey);
  return { ...known, ...present<Owner>({ person, email, instance }) };
}

/** What the other end is called: its e-mail, else its person, else its key, shortened. */
export function peerName(view: ConnectionView): string {
  const { state } = view;
  const { email, person } = ownerOf(view);
  if (email) return email;
  if (person) return `person ${person.slice(0, 8)}…`;
  return state.remoteKey ? `the peer ${state.remoteKey.slice(0, 8)}…` : 'the peer';
}

export function said(view: ConnectionView, kind: MilestoneKind, dir?: 'in' | 'out'): FrameMark | undefined {
  return firstOf(view.state.said, kind, dir);
}

export function saidByBoth(view: ConnectionView, kind: MilestoneKind): FrameMark | undefined {
  return bothOf(view.state.said, kind);
}

/** Milliseconds of silence on this connection, signs of life not counted, up to its end or to the end of the trace. */
export function silenceOf({ state, ending, now }: ConnectionView): number {
  return (ending?.t ?? now) - (state.lastWord?.t ?? state.up?.t ?? state.opened.t);
}
