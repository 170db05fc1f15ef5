import { recordedFrom } from './content/fixtures.ts';
import type { WireFrame } from './trace-file.ts';
import type { TraceRecord } from '../../src/core/trace/records.ts';

/** A recording as it lies in the extension's database. Pages as text, one character a byte, for the way out of a browser. */
export type StoredRecording = {
  id: number;
  tab: number;
  origin: string;
  ended: number | null;
  /** Session keys that are kept with it. */
  keys: number;
  pages: string[];
};

/** Runs in a page of the extension; may use nothing from around it. */
export async function readStore(): Promise<StoredRecording[]> {
  const [info] = await indexedDB.databases();
  if (!info?.name) return [];
  const name = info.name;
  const ask = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('the database does not answer'));
    });
  const db = await ask(indexedDB.open(name));
  const tx = db.transaction(['recordings', 'pages']);
  type Row = { id: number; tab?: number; origin: string; ended?: number; keys?: unknown[] };
  const rows = await ask(tx.objectStore('recordings').getAll() as IDBRequest<Row[]>);
  const pages = await ask(tx.objectStore('pages').getAll() as IDBRequest<{ recording: number; bytes: Uint8Array }[]>);
  db.close();
  const text = (bytes: Uint8Array): string =>
    Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return rows.map(({ id, tab, origin, ended, keys }) => ({
    ...{ id, tab: tab ?? -1, origin, ended: ended ?? null, keys: keys?.length ?? 0 },
    pages: pages.filter(({ recording }) => recording === id).map(({ bytes }) => text(bytes)),
  }));
}

export const recordsOf = ({ pages }: StoredRecording): TraceRecord[] => recordedFrom(pages);

/** Per connection, in the order in which they were opened, every frame on the wire. */
export function wireOfStored(recording: StoredRecording): WireFrame[][] {
  const connections = new Map<string, WireFrame[]>();
  for (const record of recordsOf(recording)) {
    if (record.kind === 'open') connections.set(record.conn, []);
    if (record.kind !== 'frame') continue;
    const bytes = Buffer.from(record.payload ?? new Uint8Array());
    const wire =
      record.type === 'text'
        ? ({ type: 'text', text: bytes.toString('utf8') } as const)
        : ({ type: 'binary', base64: bytes.toString('base64') } as const);
    connections.get(record.conn)?.push({ dir: record.dir, size: record.size, wire });
  }
  return [...connections.values()];
}
