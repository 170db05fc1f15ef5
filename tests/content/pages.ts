import { createConnNames, liftRecord, writeRecord } from '../../src/core/trace/page-codec.ts';
import { readPage } from '../../src/core/trace/page-reader.ts';
import { createPageWriter } from '../../src/core/trace/page-writer.ts';
import type { TraceRecord } from '../../src/core/trace/records.ts';

export const open = (conn = 'ws1'): TraceRecord => ({
  kind: 'open',
  t: 1,
  conn,
  page: 'p1',
  transport: 'websocket',
  url: 'ws://x/',
});

export const frame = (seq: number, bytes: number, conn = 'ws1'): TraceRecord => ({
  kind: 'frame',
  t: 2 + seq,
  conn,
  seq,
  dir: 'out',
  type: 'binary',
  size: bytes,
  payload: new Uint8Array(bytes).fill(seq + 1),
});

export const close = (conn = 'ws1'): TraceRecord => ({
  kind: 'close',
  t: 99,
  conn,
  code: 1000,
  reason: 'Close called.',
  clean: true,
});

/** A page as the hook writes it: numbers from 1 in the order in which connections appear. */
export function page(...records: TraceRecord[]): Uint8Array {
  const writer = createPageWriter();
  const names = createConnNames();
  for (const record of records) writeRecord(writer, record, names);
  return new Uint8Array(writer.take());
}

export function read(...pages: Uint8Array[]): TraceRecord[] {
  const names = createConnNames();
  return pages.flatMap((bytes) =>
    [...readPage(bytes)].map((raw) => liftRecord(raw, names)).filter((record) => record !== undefined),
  );
}

export const kinds = (records: readonly TraceRecord[]): string[] => records.map(({ kind }) => kind);
