import type { Phase } from '../dissect/dissection.ts';
import type { PhaseReport, Verdict } from '../report/report.ts';
import type { ConnectionState } from './connection-state.ts';
import type { Ending } from './ending.ts';
import { PHASES, REQUEST_PATIENCE_MS, SILENCE_MS } from './limits.ts';
import { bothOf, firstOf, type MilestoneKind } from './milestones.ts';
import { openSeedQuestion } from './seed-answers.ts';
import { frameProof, type FrameMark, type Proof } from './proof.ts';
import { syncEnd, syncMessages } from './sync-pass.ts';

interface Span {
  start: Proof;
  /** When the phase reached its goal, undefined while it has not; of a synchronisation only the time is known. */
  goal: (Pick<Proof, 't'> & Partial<Proof>) | undefined;
  messages: number;
}

/** The phases that a connection has begun, in the order of TRACE-FORMAT §2. */
export function phasesOf(state: ConnectionState, ending: Ending | undefined, now: number): PhaseReport[] {
  return PHASES.flatMap(([phase, { budgetMs, expectedMessages }]) => {
    const span = spanOf(phase, state, ending, now);
    if (!span) return [];
    const start = span.start.t;
    const end = span.goal?.t ?? ending?.t ?? Math.max(start, state.phases.get(phase)?.last.t ?? now);
    const ms = Math.max(0, end - start);
    const report: PhaseReport = {
      phase,
      start,
      end,
      ms,
      messages: span.messages,
      verdict: verdictOf(phase, span, ms, budgetMs, state, ending, now),
    };
    report.begun = span.start.evidence;
    if (span.goal?.evidence) report.reached = span.goal.evidence;
    if (budgetMs !== undefined) report.budgetMs = budgetMs;
    if (expectedMessages !== undefined) report.expectedMessages = expectedMessages;
    return [report];
  });
}

function spanOf(phase: Phase, state: ConnectionState, ending: Ending | undefined, now: number): Span | undefined {
  const { said } = state;
  const proof = (mark: FrameMark | undefined): Proof | undefined => mark && frameProof(state.conn, mark);
  const first = (...kinds: MilestoneKind[]): Proof | undefined =>
    proof(kinds.map((kind) => firstOf(said, kind)).find((mark) => mark !== undefined));
  const both = (kind: MilestoneKind): Proof | undefined => proof(bothOf(said, kind));
  const messages = state.phases.get(phase)?.messages ?? 0;
  const span = (start: Proof | undefined, goal: Proof | undefined): Span | undefined =>
    start === undefined ? undefined : { start, goal, messages };
  switch (phase) {
    case 'connect':
      return state.late ? undefined : { start: state.opened, goal: state.up, messages: 0 };
    case 'register':
      return span(first('register', 'seed:auth'), first('authentication-success', 'seed:auth_success'));
    case 'discovery':
      return span(first('communication-request'), first('communication-ready'));
    case 'encryption':
      return span(first('key-frame'), both('key-frame'));
    case 'identity':
      return span(first('group'), both('instance'));
    case 'pairing':
      return span(first('pairing-token', 'seed:pair_request'), both('pairing-identity') ?? first('seed:pair_success'));
    case 'sync':
      return syncSpan(
        state,
        ending,
        now,
        span(first('seed:sync_request', 'seed:sync_data'), first('seed:sync_complete')),
      );
    default:
      return undefined;
  }
}

function syncSpan(
  state: ConnectionState,
  ending: Ending | undefined,
  now: number,
  seed: Span | undefined,
): Span | undefined {
  const mark = firstOf(state.said, 'chum-start') ?? firstOf(state.said, 'rpc-request');
  if (mark === undefined) return seed;
  const pending = [...state.requests.pending.values()];
  const goal = syncEnd(
    state.sync,
    (lastT) => (ending?.t ?? now) - lastT >= SILENCE_MS,
    (asker) => pending.some(({ dir }) => dir === asker),
  );
  return {
    start: frameProof(state.conn, mark),
    goal: goal === undefined ? undefined : { t: goal },
    messages: syncMessages(state.sync),
  };
}

function verdictOf(
  phase: Phase,
  { start, goal }: Span,
  ms: number,
  budgetMs: number | undefined,
  state: ConnectionState,
  ending: Ending | undefined,
  now: number,
): Verdict {
  if (goal !== undefined) return budgetMs !== undefined && ms > budgetMs ? 'slow' : 'ok';
  if (phase === 'sync') return isSyncStuck(state, ending, now) ? 'failed' : 'open';
  if (ending) return GENTLE_ENDS.has(ending.read.class) ? 'open' : 'failed';
  const lastWord = Math.max(start.t, state.lastWord?.t ?? start.t);
  return now - lastWord >= SILENCE_MS ? 'failed' : 'open';
}

/** Ends that say nothing against the phase they cut short. */
const GENTLE_ENDS: ReadonlySet<string> = new Set(['stopped', 'replaced', 'duplicate', 'page-gone']);

function isSyncStuck(state: ConnectionState, ending: Ending | undefined, now: number): boolean {
  const failed = ending !== undefined && !GENTLE_ENDS.has(ending.read.class);
  if (failed && state.requests.asked === 0) return true;
  const seed = openSeedQuestion(state.said);
  if (seed && seed.asked !== 'heartbeat' && now - seed.mark.t >= REQUEST_PATIENCE_MS) return true;
  return [...state.requests.pending.values()].some(({ lastSign }) => failed || now - lastSign >= REQUEST_PATIENCE_MS);
}
