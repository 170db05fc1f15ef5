import type { TraceHeader } from './records.ts';
import type { TraceSource } from './source.ts';

/** One recording as the list shows it. */
export interface RecordingRow {
  id: number;
  kind: 'flight' | 'named' | 'import';
  /** Browser tab of a flight recording. */
  tab?: number;
  /** One life of the browser: tab numbers start anew with it. */
  session?: string;
  origin: string;
  title: string;
  name?: string;
  note?: string;
  created: number;
  updated: number;
  pages: number;
  frames: number;
  bytes: number;
  lost: number;
  /** Page number from which on nothing is evicted; absent while only the flight recorder runs. */
  pinnedFrom?: number;
  header?: TraceHeader;
}

/** A batch of one realm on its way to the disk. `page` has realm-local connection numbers; commit renumbers it in place. */
export interface Batch {
  realm: string;
  n: number;
  page: Uint8Array;
}

/** Everything that is on disk. IndexedDB, shared by background, panel and viewer. */
export interface TraceStore {
  recordings(): Promise<RecordingRow[]>;
  recording(id: number): Promise<RecordingRow | undefined>;
  create(row: Omit<RecordingRow, 'id' | 'pages' | 'frames' | 'bytes' | 'lost'>): Promise<number>;
  update(id: number, change: Partial<RecordingRow>): Promise<void>;
  remove(id: number): Promise<void>;
  /** Commits batches in one transaction; numbers already committed for their realm are ignored. Returns the row as it is then. */
  commit(id: number, batches: readonly Batch[]): Promise<RecordingRow>;
  /** Highest batch number committed for a realm, -1 for none. */
  committed(id: number, realm: string): Promise<number>;
  /** Appends pages as they are (imports). */
  append(id: number, page: Uint8Array, frames: number): Promise<RecordingRow>;
  source(id: number, listen: TraceSource['listen']): TraceSource;
  /** Evicts by age and size, life cycle and handshakes last; counts what went as `lost` records. */
  retain(limits: { bytes: number; ms: number; originBytes: number }, now: number): Promise<void>;
  close(): void;
}
