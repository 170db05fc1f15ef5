import type { SideOrigin } from '../../core/contract/two-recordings.ts';
import { isStubKey } from '../../core/crypto/session-key.ts';
import type { KeyLookup } from '../../core/dissect/engine.ts';
import { exportRecords } from '../../core/trace/export-records.ts';
import { createHeader } from '../../core/trace/archive/header.ts';
import type { KeyRecord, TraceHeader, TraceRecord } from '../../core/trace/records.ts';
import type { TraceStore } from '../../core/store/store.ts';
import { recordingRecords } from './recording-file.ts';

/** A recording that can be read more than once, and whose keys are known before its frames are. */
export interface SideSource {
  name: string;
  header: TraceHeader;
  records(): AsyncIterable<TraceRecord>;
  keysOf: KeyLookup;
  /** Those of them that do not stand in its records. */
  lent: readonly KeyRecord[];
}

interface Readable {
  header: TraceHeader;
  records(): AsyncIterable<TraceRecord>;
  lent: readonly KeyRecord[];
}

/** Opens one of two recordings and reads it once for its keys. @throws ArchiveError, SealError */
export async function openSide({ origin, name, keys }: SideOrigin, store: TraceStore | undefined): Promise<SideSource> {
  const { header, records, lent } = await (origin.kind === 'file' ? ofFile(origin) : ofStore(origin.id, store));
  const known = new Map<string, KeyRecord[]>();
  const own: KeyRecord[] = [];
  for await (const record of records()) if (record.kind === 'key') own.push(record);
  const others = [...lent, ...keys];
  for (const key of [...own, ...others])
    if (!isStubKey(key)) known.set(key.conn, [...(known.get(key.conn) ?? []), key]);
  return { name, header, records, keysOf: (conn) => known.get(conn) ?? [], lent: others };
}

async function ofFile({
  file,
  salvage,
  opener = {},
}: Extract<SideOrigin['origin'], { kind: 'file' }>): Promise<Readable> {
  const open = () => recordingRecords(file, salvage, opener);
  const { header, records } = await open();
  await records.return(undefined);
  async function* again(): AsyncGenerator<TraceRecord> {
    yield* (await open()).records;
  }
  return { header, records: again, lent: [] };
}

async function ofStore(id: number, store: TraceStore | undefined): Promise<Readable> {
  const row = await store?.recording(id);
  if (store === undefined || row === undefined) throw new Error('this recording is gone');
  const source = store.source(id, () => () => undefined);
  const header = row.header ?? createHeader({ created: new Date(row.created).toISOString() });
  return { header, records: () => exportRecords(source), lent: row.keys ?? [] };
}
