import type { Dissection } from '../dissect/dissection.ts';
import { createDissector } from '../dissect/engine.ts';
import type { TraceRecord } from '../trace/records.ts';
import type { ExportRecords } from './exporters/exporter.ts';

/** The records with what decoding makes of them, without the trees. */
export async function* readInput(
  { records, keys }: ExportRecords,
  signal?: AbortSignal,
): AsyncGenerator<[TraceRecord, Dissection | undefined]> {
  const dissector = createDissector(keys ? { keys } : {});
  for await (const record of records()) {
    signal?.throwIfAborted();
    yield [record, dissector.push(record, { detail: false })];
  }
}
