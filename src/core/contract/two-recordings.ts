import type { DiffReport } from '../diff/diff-report.ts';
import type { MergeReport } from '../merge/merge-report.ts';
import type { KeyRecord } from '../trace/records.ts';
import type { RecordingOrigin, Trouble } from './decoder.ts';

export type Letter = 'a' | 'b';

/** One of two recordings. */
export interface SideOrigin {
  origin: RecordingOrigin;
  name: string;
  /** Session keys that the panel knows of it and that no store holds. */
  keys: KeyRecord[];
}

/** Panel → the worker that looks at two recordings at once. To stop it is to end it. */
export type PairCommand =
  | { type: 'merge' | 'compare'; a: SideOrigin; b: SideOrigin }
  /** Writes what the last `merge` has found. */
  | { type: 'write' };

/** The worker → panel. */
export type PairEvent =
  | { type: 'reading'; side: Letter; records: number }
  | { type: 'merge'; report: MergeReport }
  | { type: 'compare'; report: DiffReport }
  | { type: 'writing'; records: number }
  /** The merged recording, and the session keys that the panel knew, by its names and times. */
  | { type: 'written'; file: Blob; keys: KeyRecord[] }
  | { type: 'failed'; side?: Letter; trouble: Trouble };
