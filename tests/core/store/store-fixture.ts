import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { createConnNames, liftRecord } from '../../../src/core/trace/page-codec.ts';
import { readPage } from '../../../src/core/trace/page-reader.ts';
import { createPageWriter, type PageWriter } from '../../../src/core/trace/page-writer.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { openTraceStore } from '../../../src/core/store/idb.ts';
import type { TraceStore } from '../../../src/core/store/store.ts';

let stores = 0;

/** A store over a database of its own, with a clock that stands until it is set. */
export function testStore() {
  const name = `store-${(stores += 1)}`;
  const clock = { now: 1_000_000 };
  const troubles: string[] = [];
  const open = (): TraceStore =>
    openTraceStore({ name, now: () => clock.now, onTrouble: ({ code }) => troubles.push(code) });
  const store = open();
  const flight = (origin = 'https://one.test', more: { ended?: number; pinnedFrom?: number } = {}): Promise<number> =>
    store.create({ kind: 'flight', tab: 1, session: 's', origin, title: 't', created: 0, updated: clock.now, ...more });
  return { name, clock, troubles, store, open, flight };
}

const t = 1_700_000_000_000;

/** Writes into a page as the hook does: local numbers, no names. */
export function hookPage(write: (page: PageScript) => void): Uint8Array {
  const writer = createPageWriter();
  write(pageScript(writer));
  return new Uint8Array(writer.take());
}

export type PageScript = ReturnType<typeof pageScript>;

function pageScript(writer: PageWriter) {
  const json = (members: object): string => JSON.stringify(members);
  return {
    page: (url = 'https://one.test/', more: object = {}) =>
      writer.record('page', 0, t, json({ page: 'p', url, realm: 'window', ...more })),
    open: (conn: number, url = 'wss://comm.test/', more: object = {}) =>
      writer.record('open', conn, t, json({ page: 'p', transport: 'websocket', url, ...more })),
    frame: (conn: number, seq: number, payload: string | Uint8Array = `frame ${seq}`) =>
      writer.frame(
        { conn, seq, t: t + seq, dir: 'in', type: typeof payload === 'string' ? 'text' : 'binary' },
        payload,
      ),
    close: (conn: number) => writer.record('close', conn, t, json({ code: 1000, reason: '', clean: true })),
    key: (conn: number, key: string) =>
      writer.record(
        'key',
        conn,
        t,
        json({ cipher: 'xsalsa20poly1305', key, sendCounter: 0, receiveCounter: 1, step: 2 }),
      ),
    raw: writer.record.bind(writer),
    rawFrame: writer.frame.bind(writer),
  };
}

/** Everything in a recording, as readers get it. */
export async function recordsOf(store: TraceStore, id: number): Promise<TraceRecord[]> {
  const names = createConnNames();
  const records: TraceRecord[] = [];
  for await (const { bytes } of store.source(id, () => () => undefined).pages(0)) {
    for (const raw of readPage(bytes)) {
      const record = liftRecord(raw, names);
      if (record) records.push(record);
    }
  }
  return records;
}

export const framesOf = async (store: TraceStore, id: number): Promise<string[]> =>
  (await recordsOf(store, id)).flatMap((record) =>
    record.kind === 'frame' ? [`${record.conn} ${record.seq} ${new TextDecoder().decode(record.payload)}`] : [],
  );

/** Every byte that the database holds, as text: what is not in there is not on disk. */
export async function everythingIn(database: string): Promise<string> {
  const db = await openDB(database);
  const parts: string[] = [];
  for (const store of db.objectStoreNames) {
    for (const value of (await db.getAll(store)) as { bytes?: unknown }[]) {
      parts.push(
        JSON.stringify({ ...value, bytes: typeof value.bytes }),
        new TextDecoder('latin1').decode(ArrayBuffer.isView(value.bytes) ? value.bytes : undefined),
      );
    }
  }
  db.close();
  return parts.join('\n');
}
