import type { SendChoice } from '../../core/contract/decoder.ts';
import { pause, postTo } from '../../core/report/post-otlp.ts';
import { prepareExport } from '../../core/report/prepare-export.ts';
import { sendOtlp, type Receipt } from '../../core/report/send-otlp.ts';
import { exportSource, type Exporting } from './export-recording.ts';
import type { KeyRing } from './key-ring.ts';
import type { OpenRecording } from './open-origin.ts';

/** The open recording to a team's collector, as it may leave. @throws CollectorError, the reason of `signal` */
export async function sendRecording(
  open: OpenRecording,
  keys: KeyRing,
  { level, collector }: SendChoice,
  { signal, onProgress }: Exporting,
): Promise<Receipt> {
  let read = 0;
  const input = await prepareExport(
    exportSource(open, keys, signal),
    { level, includeKeys: false },
    { signal, onRecords: (records) => onProgress({ records: (read = records), bytes: 0 }) },
  );
  return sendOtlp(input, {
    post: postTo(collector),
    wait: pause(signal),
    signal,
    onSent: (spans) => onProgress({ records: read, bytes: 0, spans }),
  });
}
