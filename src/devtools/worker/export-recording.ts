import type { ExportChoice } from '../../core/contract/decoder.ts';
import { isStubKey } from '../../core/crypto/session-key.ts';
import { writeArchive } from '../../core/trace/archive-write.ts';
import { exportRecords } from '../../core/trace/export-records.ts';
import type { TraceHeader, TraceRecord } from '../../core/trace/records.ts';
import type { KeyRing } from './key-ring.ts';
import type { OpenRecording } from './open-origin.ts';

/** The open recording as a `.onetrace` file. Session keys leave only where the user ticked them. */
export async function exportRecording(
  open: OpenRecording,
  keys: KeyRing,
  { keys: withKeys, note }: ExportChoice,
): Promise<{ file: Blob; name: string }> {
  async function* chosen(): AsyncGenerator<TraceRecord> {
    for await (const record of exportRecords(open.source)) {
      if (record.kind !== 'key') yield record;
      else if (withKeys) {
        const filled = isStubKey(record) ? keys.lookup(record.conn).find(({ t }) => t === record.t) : record;
        // A key that was forgotten since cannot leave; its blank would only look like one.
        if (filled) yield { ...record, key: filled.key };
      }
    }
  }
  const header: TraceHeader = {
    format: 'one-trace',
    version: 1,
    created: new Date().toISOString(),
    generator: 'one-trace 0.1.0',
    redaction: 'none',
    ...open.header,
    ...(note === undefined ? {} : { note }),
  };
  const parts: BlobPart[] = [];
  for await (const chunk of writeArchive(header, chosen())) parts.push(chunk.slice());
  const file = new Blob(parts, { type: 'application/gzip' });
  return { file, name: `${header.created.slice(0, 19).replaceAll(/[:T]/g, '-')}.onetrace` };
}
