import type { RecordingOrigin } from '../../core/contract/decoder.ts';
import { createMemorySource } from '../../core/trace/memory-source.ts';
import type { TraceHeader } from '../../core/trace/records.ts';
import type { TraceSource } from '../../core/trace/source.ts';
import { openRecordingFile } from './recording-file.ts';

export interface OpenRecording {
  source: TraceSource;
  recording?: number;
  header?: TraceHeader;
  close(): void;
}

/** Opens what the panel asked for; `onGrown` is called whenever there is more to read. @throws ArchiveError and store errors */
export async function openOrigin(origin: RecordingOrigin, onGrown: () => void): Promise<OpenRecording> {
  if (origin.kind === 'recording') throw new Error('store not there yet');
  const abort = new AbortController();
  const { header, pages } = await openRecordingFile(origin.file, origin.salvage, abort.signal);
  const source = createMemorySource();
  const unlisten = source.listen(onGrown);
  for await (const page of pages) source.add(page.bytes);
  return {
    source,
    header,
    close: () => {
      abort.abort();
      unlisten();
    },
  };
}
