import type { RawRecord } from './page-reader.ts';
import type { PageWriter } from './page-writer.ts';
import type { Extra, FrameRecord, Json, TraceRecord } from './records.ts';

/** Numbers and names of the connections of one recording. */
export interface ConnNames {
  /** The number that stands for `name` in pages; a new one where it is not known yet. */
  number(name: string): number;
  has(name: string): boolean;
  /** The name of a number; `conn<n>` where the record that names it is missing. */
  name(number: number): string;
  learn(number: number, name: string): void;
}

export function createConnNames(): ConnNames {
  const names = new Map<number, string>();
  const numbers = new Map<string, number>();
  let highest = 0;
  const learn = (number: number, name: string): void => {
    highest = Math.max(highest, number);
    names.set(number, name);
    numbers.set(name, number);
  };
  return {
    learn,
    has: (name) => numbers.has(name),
    name: (number) => names.get(number) ?? `conn${number}`,
    number(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      const number = highest + 1;
      learn(number, name);
      return number;
    },
  };
}

const decoder = new TextDecoder();

/** Appends a record to a page. The name of a connection travels with every record that is not a frame. */
export function writeRecord(writer: PageWriter, record: TraceRecord, names: ConnNames): void {
  if (record.kind === 'frame') {
    const { conn, seq, t, dir, type, size, payload, truncated } = record;
    const json = membersWithoutColumn(record);
    const number = nameAhead(writer, conn, t, names);
    writer.frame({ conn: number, seq, t, dir, type, size, truncated: truncated === true, json }, payload);
    return;
  }
  const { kind, t, ...members } = record;
  const conn = 'conn' in members && members.conn !== undefined ? names.number(members.conn) : 0;
  writer.record(kind, conn, t, JSON.stringify(members));
}

const COLUMNS: ReadonlySet<string> = new Set('kind conn seq t dir type size payload truncated'.split(' '));

const isColumn = (name: string): boolean => COLUMNS.has(name);

/** The rare members of a frame as JSON; nothing for most. */
function membersWithoutColumn(frame: FrameRecord): string {
  const names = Object.keys(frame);
  if (names.every(isColumn)) return '';
  return JSON.stringify(Object.fromEntries(Object.entries(frame).filter(([name]) => !isColumn(name))));
}

/** A frame carries only a number: where nothing has named it yet, an empty foreign record does so first. */
function nameAhead(writer: PageWriter, conn: string, t: number, names: ConnNames): number {
  const isNew = !names.has(conn);
  const number = names.number(conn);
  if (isNew) writer.record('foreign', number, t, JSON.stringify({ conn, extra: {} }));
  return number;
}

/**
 * Lifts a raw record into the form that readers use, learning connection names on the way.
 * @returns undefined for a record that only names a connection
 * @throws SyntaxError where the JSON part is damaged
 */
export function liftRecord(raw: RawRecord, names: ConnNames): TraceRecord | undefined {
  const members = raw.json.length > 0 ? (JSON.parse(decoder.decode(raw.json)) as { [key: string]: Json }) : {};
  if (raw.kind === 'frame') {
    return {
      ...members,
      kind: 'frame',
      conn: names.name(raw.conn),
      seq: raw.seq,
      t: raw.t,
      dir: raw.dir,
      type: raw.type,
      size: raw.size,
      ...(raw.payload ? { payload: raw.payload } : {}),
      ...(raw.truncated ? { truncated: true } : {}),
    };
  }
  if (raw.conn !== 0 && typeof members['conn'] === 'string') names.learn(raw.conn, members['conn']);
  if (raw.kind === 'foreign' && Object.keys((members['extra'] ?? {}) as Extra).length === 0) return undefined;
  const conn = raw.conn !== 0 ? { conn: names.name(raw.conn) } : {};
  return { ...members, kind: raw.kind, t: raw.t, ...conn } as TraceRecord;
}
