import { createConnNames, liftRecord } from './page-codec.ts';
import { readPage } from './page-reader.ts';
import { createPageWriter, type PageWriter } from './page-writer.ts';
import type { Extra, KeyRecord, TraceRecord, Transport } from './records.ts';
import { connName, takeRecord, type IntakeContext } from '../store/intake.ts';

export interface MemoryRecordingOptions {
  /** Epoch milliseconds. */
  now(): number;
  /** Beyond this nothing more is kept; it is counted instead. */
  limitBytes?: number;
}

/** A recording of many realms that is kept in memory: what the store is to the extension, for programs without IndexedDB. */
export interface MemoryRecording {
  /** A page of records from a hook, which may have been forged: each record is checked as it is taken. */
  take(realm: string, page: Uint8Array): void;
  /** A mark of the user's own, now. */
  mark(text: string): void;
  /** In the order in which they were taken; session keys are zeroed in them. */
  records(): Generator<TraceRecord>;
  keysOf(conn: string): readonly KeyRecord[];
}

const LIMIT_BYTES = 268_435_456;
const LONGEST_MARK = 1000;

export function createMemoryRecording({ now, limitBytes = LIMIT_BYTES }: MemoryRecordingOptions): MemoryRecording {
  const pages: Uint8Array[] = [];
  const realms = new Map<string, IntakeContext>();
  const keys = new Map<string, KeyRecord[]>();
  const counts = { bytes: 0, pages: 0, conns: 0 };
  let top: string | undefined;
  let overflow = 0;

  function openRealm(): IntakeContext {
    const page = `p${(counts.pages += 1)}`;
    const numbers = new Map<number, number>();
    const names = new Map<number, string>();
    const number = (local: number): number => {
      const known = numbers.get(local) ?? (counts.conns += 1);
      numbers.set(local, known);
      return known;
    };
    return {
      page,
      get top() {
        return top;
      },
      number,
      name: (local) => names.get(local) ?? `conn${number(local)}`,
      opened(local, _t, members: Extra) {
        const name = names.get(local) ?? connName(members['transport'] as Transport, number(local));
        names.set(local, name);
        return name;
      },
      closed: () => {},
      paged(_t, _members, isTop) {
        if (isTop) top = page;
      },
      key: (key) => void keys.set(key.conn, [...(keys.get(key.conn) ?? []), key]),
    };
  }

  function keep(writer: PageWriter): void {
    const { bytes, count } = writer;
    if (count === 0) return;
    if (counts.bytes + bytes > limitBytes) {
      overflow += count;
      return;
    }
    counts.bytes += bytes;
    pages.push(new Uint8Array(writer.take()));
  }

  function add(kind: 'lost' | 'note', members: Extra): void {
    const writer = createPageWriter(256);
    writer.record(kind, 0, now(), JSON.stringify(members));
    keep(writer);
  }

  return {
    mark: (text) => add('note', { type: 'mark', text: text.slice(0, LONGEST_MARK) }),
    take(realm, page) {
      const context = realms.get(realm) ?? openRealm();
      realms.set(realm, context);
      const writer = createPageWriter(page.length + 1024);
      let malformed = 0;
      try {
        for (const record of readPage(page)) if (!takeRecord(record, writer, context)) malformed += 1;
      } catch {
        malformed += 1;
      }
      keep(writer);
      if (malformed > 0) add('lost', { count: malformed, why: 'malformed' });
    },
    *records() {
      const names = createConnNames();
      for (const page of pages)
        for (const raw of readPage(page)) {
          const record = liftRecord(raw, names);
          if (record) yield record;
        }
      if (overflow > 0) yield { kind: 'lost', t: now(), count: overflow, why: 'more than fits into memory' };
    },
    keysOf: (conn) => keys.get(conn) ?? [],
  };
}
