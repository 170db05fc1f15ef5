import type { Truth } from '../truth/truth.ts';
import type { ScenarioLab } from './scenario-lab.ts';

export type Side = 'alice' | 'bob';

export interface ExpectedFinding {
  readonly code: string;
  readonly side: Side;
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
  /** Close reasons that must stand in the truth, exactly. */
  readonly closes?: readonly { readonly side: Side; readonly reason: string; readonly code?: number }[];
  run(lab: ScenarioLab): Promise<ScenarioResult>;
}
