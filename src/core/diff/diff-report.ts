import type { Phase } from '../dissect/dissection.ts';
import type { CloseClass, Finding, PhaseReport, Path, Purpose, Role } from '../report/report.ts';

export type SideLetter = 'a' | 'b';

/** What happened next on one side where the two part. */
export type Next =
  | { kind: 'message'; seq: number; dir: 'in' | 'out'; name: string; afterMs: number }
  | {
      kind: 'close';
      code: number;
      reason: string;
      class: CloseClass;
      by: 'local' | 'remote' | 'unknown';
      afterMs: number;
    }
  /** Nothing more is recorded. */
  | { kind: 'nothing' };

/** Where the messages of a connection part. */
export interface Parting {
  /** The last message before it that both have; absent where they have none. */
  after?: { name: string; a: number; b: number };
  a: Next;
  b: Next;
}

export interface PhaseDiff {
  phase: Phase;
  a?: Pick<PhaseReport, 'ms' | 'verdict' | 'messages'>;
  b?: Pick<PhaseReport, 'ms' | 'verdict' | 'messages'>;
  /** One of the two has it alone, or judges it differently. Times alone make no difference. */
  differs: boolean;
}

/** Messages of one direction that only one side has, by the number of its frames. */
export interface Stretch {
  only: SideLetter;
  dir: 'in' | 'out';
  from: number;
  to: number;
  count: number;
  /** What they are, each once, at most eight. */
  names: string[];
  /** A message of a handshake, or an error: how often objects are asked for makes no difference. */
  matters: boolean;
}

export interface Outcome {
  class: CloseClass | 'open';
  by?: 'local' | 'remote' | 'unknown';
  code?: number;
  reason?: string;
}

/** One connection of each recording that are the same in kind. */
export interface ConnectionDiff {
  a: string;
  b: string;
  role: Role;
  path: Path;
  purpose: Purpose;
  differs: boolean;
  /** Without a key on one side, encrypted messages cannot be compared by name. */
  locked?: true;
  phases: PhaseDiff[];
  /** Messages, signs of life left out. */
  messages: { a: number; b: number; common: number };
  /** At most a hundred. `exact` is false where the two were too different to be compared to the end. */
  stretches: Stretch[];
  exact: boolean;
  end: { a: Outcome; b: Outcome; differs: boolean };
  /** Where the two differ, unless only a verdict does. */
  parting?: Parting;
}

export interface LoneConnection {
  conn: string;
  role: Role;
  path: Path;
  purpose: Purpose;
  messages: number;
  /** A spare more or less makes no difference. */
  matters: boolean;
}

/** A finding that only one recording leads to, or that it leads to oftener. */
export interface FindingDiff extends Pick<Finding, 'code' | 'severity' | 'title'> {
  conn?: string;
  matters: boolean;
}

/** `one-trace diff --json`. */
export interface DiffReport {
  /** Nothing that matters differs. */
  same: boolean;
  connections: ConnectionDiff[];
  onlyA: LoneConnection[];
  onlyB: LoneConnection[];
  findings: { onlyA: FindingDiff[]; onlyB: FindingDiff[] };
}
