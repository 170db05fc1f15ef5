import type { KeyRecord, TraceHeader } from '../trace/records.ts';
import type { TraceSource } from '../trace/source.ts';

/** One recording as the list shows it. */
export interface RecordingRow {
  /** Number in its database: another one where it moves to another, and given again where a database begins anew. */
  id: number;
  /** Its own for good: given when it begins, it goes with it to disk, into a file, and back from one. */
  uid: string;
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
  /** When a flight recording stopped growing for good: its tab was closed, or the list was cleared. */
  ended?: number;
  /** Number of the last page; pages are numbered from 1. */
  pages: number;
  frames: number;
  bytes: number;
  /** Sum of the counts of its `lost` records, those of retention included. */
  lost: number;
  /** Of these, how many count payloads of frames that are there (lost-payload.ts); absent where none do. */
  cut?: number;
  /** Page number from which on nothing is evicted; absent while only the flight recorder runs. */
  pinnedFrom?: number;
  /** When the pinned stretch began. */
  pinnedAt?: number;
  /** Last page of the pinned stretch, where the user ended it. */
  pinnedTo?: number;
  header?: TraceHeader;
  /** It is still being filled with pages of another recording; whoever finds it so goes on with that. */
  copying?: Stretch & { of: number };
  /** It is still being filled from a file, by whoever holds the Web Lock of this name; where nobody does, it never will be (importing.ts). */
  importing?: string;
  /** What reading it gave, so that the list need not read it again while it has these pages. */
  summary?: RecordingSummary;
  /** Session keys that the user chose to keep with it; everywhere else they live in memory only. */
  keys?: KeyRecord[];
}

export interface RecordingSummary {
  pages: number;
  connections: number;
  errors: number;
  warnings: number;
}

/** Pages of a recording, both ends included. */
export interface Stretch {
  from: number;
  to: number;
}

export type NewRecording = Omit<RecordingRow, 'id' | 'uid' | 'pages' | 'frames' | 'bytes' | 'lost' | 'cut'> & {
  uid?: string;
};

/** Members to set; `undefined` takes one away. */
export type RowChange = { [K in keyof RecordingRow]?: RecordingRow[K] | undefined };

/** A batch of one realm on its way to the disk. `page` has realm-local connection numbers; commit renumbers them. */
export interface Batch {
  realm: string;
  n: number;
  page: Uint8Array;
}

export interface Commit {
  row: RecordingRow;
  /** The session keys that the batches held, with the final names of their connections. On disk they are zeros. */
  keys: KeyRecord[];
}

/** Flight recordings only, and of those nothing that is pinned. */
export interface RetentionLimits {
  /** Per recording, that is per tab. */
  bytes: number;
  ms: number;
  /** For all recordings of one origin together: a site can evict its own recordings, never another's. */
  originBytes: number;
  /** Everything on disk. What was saved counts, and is never taken: of the recent past then less is kept. */
  totalBytes: number;
}

/** Everything that is on disk. IndexedDB, shared by background, panel and viewer. Rejects with StoreError (store-error.ts). */
export interface TraceStore {
  recordings(): Promise<RecordingRow[]>;
  recording(id: number): Promise<RecordingRow | undefined>;
  create(row: NewRecording): Promise<number>;
  update(id: number, change: RowChange): Promise<void>;
  remove(id: number): Promise<void>;
  /**
   * Commits batches in one transaction; numbers already committed for their realm are ignored. Records that are not what they should
   * be are dropped and counted in a `lost` record.
   */
  commit(id: number, batches: readonly Batch[]): Promise<Commit>;
  /** Highest batch number committed for a realm, -1 for none. */
  committed(id: number, realm: string): Promise<number>;
  /** What a realm is called in the recording; undefined where nothing of it is there. */
  pageOf(id: number, realm: string): Promise<string | undefined>;
  /** Appends pages as they are (imports). `lost`: sum of the counts of its `lost` records, `cut`: of these those of payloads. */
  append(id: number, page: Uint8Array, frames: number, lost?: number, cut?: number): Promise<RecordingRow>;
  /** A new recording that carries on where `id` stands: batch numbers, names and the open connections of `realms` go with it. */
  fork(id: number, realms: readonly string[], row: NewRecording): Promise<number>;
  /** Undoes a fork: what came since is added to `id`, and the fork is removed. */
  rejoin(id: number, fork: number): Promise<RecordingRow>;
  /** Number of the first page that was committed at `at` or later; one after the last where there is none. */
  pageSince(id: number, at: number): Promise<number>;
  /** A recording of its own from a stretch of another, with how the connections in it began. It goes on where it was interrupted. */
  copy(row: NewRecording & { copying: Stretch & { of: number } }): Promise<RecordingRow>;
  /** Ends the copies that an earlier life of the background left unfinished. */
  resumeCopies(): Promise<void>;
  /**
   * Drops what an import left unfinished: its pages, or all of it.
   * @returns false where the import has come to its end, or was dropped, in the meantime
   */
  dropImport(id: number, importing: string, what: 'pages' | 'all'): Promise<boolean>;
  source(id: number, listen: TraceSource['listen']): TraceSource;
  /** Evicts by age and size, life cycle and handshakes last; counts what went as `lost` records. */
  retain(limits: RetentionLimits, now: number): Promise<void>;
  close(): void;
}
