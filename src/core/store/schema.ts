import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { randomName } from '../trace/random-name.ts';
import type { RecordingRow } from './store.ts';

/** A recording with the counters that number its connections (`ws1` …) and realms (`p1` …). */
export interface RecordingValue extends RecordingRow {
  conns: number;
  realms: number;
  /** Page record name of the tab's top document as it is now: the parent of its frames. */
  top?: string;
  /** Pages that a fork began with. */
  seed?: number;
}

/** A record that can be written again when a recording carries on in another. */
export interface Announcement {
  t: number;
  json: string;
}

/** What is known of one life of one realm. */
export interface RealmValue {
  recording: number;
  realm: string;
  /** Highest batch number committed. */
  n: number;
  page: string;
  conns: number;
  announced?: Announcement;
}

/** A connection: its number within the realm and within the recording. `announced` goes when it closes. */
export interface ConnValue {
  recording: number;
  realm: string;
  local: number;
  number: number;
  name?: string;
  announced?: Announcement;
}

export interface PageValue {
  recording: number;
  no: number;
  /** When it was committed, by our clock: the page's own times are whatever the page says. */
  at: number;
  size: number;
  /** How far retention has thinned it (store-thin.ts), 0 for not at all. */
  level: number;
  bytes: Uint8Array;
}

/** Everything about a page but its bytes. */
export type PageMeta = Omit<PageValue, 'bytes'>;

export interface TraceSchema extends DBSchema {
  recordings: { key: number; value: RecordingValue };
  realms: { key: [number, string]; value: RealmValue };
  conns: { key: [number, string, number]; value: ConnValue };
  pages: {
    key: [number, number];
    value: PageValue;
    /** Everything about a page but its bytes: a key cursor walks it without loading them. */
    indexes: { meta: [number, number, number, number, number] };
  };
}

export type TraceDb = IDBPDatabase<TraceSchema>;
export const STORES = ['recordings', 'realms', 'conns', 'pages'] as const;
export type WriteTx = IDBPTransaction<TraceSchema, typeof STORES, 'readwrite'>;

/** The database as version 1 had it, where there was none. */
function createSchema(db: TraceDb): void {
  db.createObjectStore('recordings', { keyPath: 'id', autoIncrement: true });
  db.createObjectStore('realms', { keyPath: ['recording', 'realm'] });
  db.createObjectStore('conns', { keyPath: ['recording', 'realm', 'local'] });
  const pages = db.createObjectStore('pages', { keyPath: ['recording', 'no'] });
  pages.createIndex('meta', ['recording', 'no', 'at', 'size', 'level']);
}

type UpgradeTx = IDBPTransaction<TraceSchema, (typeof STORES)[number][], 'versionchange'>;

export const SCHEMA_VERSION = 2;

/** Brings a database of version `from` to the newest. */
export async function upgradeSchema(db: TraceDb, from: number, tx: UpgradeTx): Promise<void> {
  if (from === 0) return createSchema(db);
  if (!db.objectStoreNames.contains('recordings')) return;
  const recordings = tx.objectStore('recordings');
  // Version 1 knew recordings by their numbers only.
  for (const row of await recordings.getAll()) if (!row.uid) await recordings.put({ ...row, uid: randomName() });
}

/** All keys of one recording in a store whose keys are lists beginning with it: a list sorts above every number and text. */
export const ofRecording = (id: number): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);
