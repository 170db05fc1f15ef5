import { isOfPayloads } from '../../../src/core/trace/lost-payload.ts';
import { createConnNames, liftRecord } from '../../../src/core/trace/page-codec.ts';
import { readPage } from '../../../src/core/trace/page-reader.ts';
import type { FrameRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import type { WireFrame } from '../trace-file.ts';
import type { StoreDump } from './read-store.ts';

/** One recording as it lies on disk. */
export interface OnDisk {
  row: StoreDump['rows'][number];
  records: TraceRecord[];
}

export function recordingsOf({ rows, pages }: StoreDump): OnDisk[] {
  return rows.map((row) => {
    const names = createConnNames();
    const own = pages.filter(({ recording }) => recording === row.id);
    const records = own
      .flatMap(({ base64 }) => [...readPage(Uint8Array.from(Buffer.from(base64, 'base64')))])
      .map((raw) => liftRecord(raw, names))
      .filter((record) => record !== undefined);
    return { row, records };
  });
}

/** Every frame with its payload, per connection, as they came; of one that closed before the recording began there is no `open`. */
export function wireOfRecords(records: readonly TraceRecord[]): WireFrame[][] {
  const connections = new Map<string, WireFrame[]>();
  for (const record of records) {
    if (record.kind !== 'open' && record.kind !== 'frame') continue;
    const frames = connections.get(record.conn) ?? [];
    connections.set(record.conn, frames);
    if (record.kind === 'frame') frames.push(wireOf(record));
  }
  return [...connections.values()];
}

function wireOf({ dir, size, type, payload }: FrameRecord): WireFrame {
  const bytes = Buffer.from(payload ?? []);
  return {
    dir,
    size,
    wire: type === 'text' ? { type, text: bytes.toString('utf8') } : { type, base64: bytes.toString('base64') },
  };
}

/** How many records the recording itself says are missing; frames that are there, with their payload cut, are none of them. */
export const lostIn = (records: readonly TraceRecord[]): number =>
  records.reduce((sum, record) => sum + (record.kind === 'lost' && !isOfPayloads(record.why) ? record.count : 0), 0);

export const notesIn = (records: readonly TraceRecord[]): string[] =>
  records.flatMap((record) => (record.kind === 'note' ? [record.text] : []));
