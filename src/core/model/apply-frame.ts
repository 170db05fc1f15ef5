import type { Dissection } from '../dissect/dissection.ts';
import type { FrameRecord } from '../trace/records.ts';
import { applyFact } from './apply-fact.ts';
import type { ConnectionState } from './connection-state.ts';
import { enter, liveThrough } from './life-cycle.ts';
import { milestoneKind, noteMilestone, refusalKind } from './milestones.ts';
import { frameProof, type FrameMark } from './proof.ts';

/** Names of frames that only say "I am here". */
const LIFE_SIGNS: ReadonlySet<string> = new Set(['ping', 'pong', 'keepalive', 'heartbeat', 'heartbeat_ack']);
const MAX_PROBLEMS = 32;

/** Takes one frame into the state of its connection. Constant work, constant memory. */
export function applyFrame(state: ConnectionState, frame: FrameRecord, dissection: Dissection | undefined): void {
  const mark: FrameMark = { t: frame.t, seq: frame.seq };
  const traffic = state.traffic[frame.dir];
  traffic.messages++;
  traffic.bytes += frame.size;
  traffic.last = mark;
  if (!state.up) {
    // A frame proves that the connection is open, also where its open event was not captured.
    state.up = frameProof(state.conn, mark);
    enter(state, 'CONNECTED', state.up);
  }
  const name = dissection?.name ?? frame.decoded?.name;
  if (name === undefined || !LIFE_SIGNS.has(name)) state.lastWord = mark;
  if (!dissection) return;

  if (dissection.counter !== undefined) traffic.verified++;
  if (dissection.layers.includes('encryption')) state.encrypted ??= mark;
  if (dissection.phase) notePhase(state, dissection.phase, mark);
  if (dissection.problem) noteProblem(state, dissection.problem, mark);
  for (const fact of dissection.facts ?? []) {
    noteMilestone(state.said, frame.dir, milestoneKind(fact), mark);
    const refusal = refusalKind(fact);
    if (refusal) noteMilestone(state.said, frame.dir, refusal, mark);
    applyFact(state, fact, frame.dir, mark);
    liveThrough(state, fact, mark);
  }
}

function notePhase(state: ConnectionState, phase: NonNullable<Dissection['phase']>, mark: FrameMark): void {
  const known = state.phases.get(phase);
  if (known) {
    known.last = mark;
    known.messages++;
  } else {
    state.phases.set(phase, { first: mark, last: mark, messages: 1 });
  }
}

function noteProblem(
  state: ConnectionState,
  { code, message }: { code: string; message: string },
  mark: FrameMark,
): void {
  const known = state.problems.get(code);
  if (known) known.count++;
  else if (state.problems.size < MAX_PROBLEMS) state.problems.set(code, { ...mark, message, count: 1 });
}
