import type { Recorder } from '../recording/recorder.ts';
import type { Truth } from '../truth/truth.ts';

/** What a test reads of either side of the dialect. */
export interface SeedSide {
  readonly recorder: Recorder;
  recording(): string[];
  truth(): Truth;
}
