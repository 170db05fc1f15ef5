import type { ExportChoice, ExportProgress } from '../../core/contract/decoder.ts';
import { isStubKey } from '../../core/crypto/session-key.ts';
import { exporterOf } from '../../core/report/exporters/table.ts';
import type { ExportSource } from '../../core/report/prepare-export.ts';
import { writeExport } from '../../core/report/write-export.ts';
import { seal } from '../../core/seal/seal.ts';
import { exportRecords } from '../../core/trace/export-records.ts';
import { createHeader } from '../../core/trace/archive/header.ts';
import type { TraceRecord } from '../../core/trace/records.ts';
import { gatherFile } from './gather-file.ts';
import type { KeyRing } from './key-ring.ts';
import type { OpenRecording } from './open-origin.ts';
import { createSlices } from './slices.ts';

/** The clock is asked once for so many records. */
const RECORDS_A_LOOK = 64;

export interface Exporting {
  signal: AbortSignal;
  onProgress(progress: ExportProgress): void;
}

/** The open recording as a file of some format, as it may leave. @throws the reason of `signal` */
export async function exportRecording(
  open: OpenRecording,
  keys: KeyRing,
  { format, level, keys: includeKeys, note, seal: recipients }: ExportChoice,
  { signal, onProgress }: Exporting,
): Promise<{ file: Blob; name: string }> {
  const progress: ExportProgress = { records: 0, bytes: 0 };
  const exporter = exporterOf(format);
  const source = exportSource(open, keys, signal);
  const content = writeExport(
    exporter,
    source,
    { level, includeKeys, note },
    {
      signal,
      onRecords(records) {
        progress.records = records;
        onProgress({ ...progress });
      },
    },
  );
  const chunks = asBytes(content);
  // A passphrase becomes a key before anything is read: that takes 134 MB, which would come on top of what a pass leaves to the collector.
  const written = recipients === undefined ? chunks : seal(chunks, recipients, { signal });
  const type = recipients === undefined ? exporter.mediaType : 'application/octet-stream';
  const file = await gatherFile(written, type, (bytes) => {
    progress.bytes = bytes;
    onProgress({ ...progress });
  });
  // A sealed recording is opened as it is; anything else has to be unsealed first.
  const isWrapped = recipients !== undefined && format !== 'onetrace';
  const name = new Date().toISOString().slice(0, 19).replaceAll(/[:T]/g, '-');
  return {
    file,
    name: `${name}${level === 'none' ? '' : `.${level}`}${exporter.extension}${isWrapped ? '.sealed' : ''}`,
  };
}

/** The open recording, with the session keys that this panel knows in their places. */
export function exportSource(
  { source, header, uid }: OpenRecording,
  keys: KeyRing,
  signal?: AbortSignal,
): ExportSource {
  async function* records(): AsyncGenerator<TraceRecord> {
    // What lies in memory is read without a task of its own: nobody would hear that the export shall stop.
    const slices = createSlices();
    let read = 0;
    for await (const record of exportRecords(source, signal ? { signal } : {})) {
      read += 1;
      if (read % RECORDS_A_LOOK === 0 && slices.spent()) await slices.rest();
      const filled =
        record.kind === 'key' && isStubKey(record)
          ? keys.lookup(record.conn).find(({ t }) => t === record.t)
          : undefined;
      // A key that was forgotten since cannot leave; its blank would only look like one.
      if (record.kind === 'key' && isStubKey(record) && filled === undefined) continue;
      yield record.kind === 'key' && filled ? { ...record, key: filled.key } : record;
    }
  }
  return {
    header: {
      ...(header ?? createHeader({ created: new Date().toISOString() })),
      ...(uid === undefined ? {} : { uid }),
    },
    records,
    keysOf: keys.lookup,
  };
}

async function* asBytes(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield typeof chunk === 'string' ? encoder.encode(chunk) : chunk;
}
