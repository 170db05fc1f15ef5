import type { Truth } from '../truth/truth.ts';
import type { ScenarioLab } from './scenario-lab.ts';

export type Side = 'alice' | 'bob';

export interface ExpectedFinding {
  readonly code: string;
  readonly side: Side;
}

export interface ExpectedClose {
  readonly side: Side;
  readonly reason: string | RegExp;
  /** default 1000 */
  readonly code?: number;
}

export interface ScenarioResult {
  /** The lines of a .onetrace file, header first. */
  readonly recordings: Readonly<Record<Side, string[]>>;
  readonly truth: Readonly<Record<Side, Truth>>;
}

export interface Scenario {
  readonly name: string;
  /** What happens, in one sentence. */
  readonly story: string;
  readonly healthy: boolean;
  /** Findings that must come out of that side's recording. */
  readonly expectedFindings?: readonly ExpectedFinding[];
  /** Closes that must stand in the truth; a pattern only where the library's own counter is part of the text. */
  readonly closes?: readonly ExpectedClose[];
  run(lab: ScenarioLab): Promise<ScenarioResult>;
}
