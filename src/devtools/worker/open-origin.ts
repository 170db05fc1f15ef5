import type { RecordingOrigin } from '../../core/contract/decoder.ts';
import { createMemorySource } from '../../core/trace/memory-source.ts';
import type { TraceHeader } from '../../core/trace/records.ts';
import type { TraceSource } from '../../core/trace/source.ts';
import type { TraceStore } from '../../core/trace/store.ts';
import { openRecordingFile, type OpenedFile } from './recording-file.ts';

export interface OpenRecording {
  source: TraceSource;
  recording?: number;
  header?: TraceHeader;
}

const noNews = (): (() => void) => () => undefined;

/** Opens what the panel asked for. @throws ArchiveError for a file that cannot be read, StoreError */
export async function openOrigin(
  origin: RecordingOrigin,
  store: TraceStore | undefined,
  signal: AbortSignal,
): Promise<OpenRecording> {
  if (origin.kind === 'file') {
    const file = await openRecordingFile(origin.file, origin.salvage, signal);
    return store === undefined ? inMemory(file) : imported(file, origin.name, store);
  }
  const row = await store?.recording(origin.id);
  if (store === undefined || row === undefined) throw new Error('this recording is gone');
  return { source: store.source(row.id, noNews), recording: row.id, ...(row.header ? { header: row.header } : {}) };
}

/** A file becomes a recording of its own; one that turns out to be unreadable leaves nothing behind. */
async function imported({ header, pages }: OpenedFile, name: string, store: TraceStore): Promise<OpenRecording> {
  const now = Date.now();
  const title = name.replace(/\.onetrace$/, '');
  const created = Date.parse(header.created) || now;
  const id = await store.create({ kind: 'import', origin: '', title, name: title, created, updated: now, header });
  try {
    let [start, end] = [Infinity, -Infinity];
    for await (const { bytes, frames, lost, from, to } of pages) {
      await store.append(id, bytes, frames, lost);
      start = Math.min(start, from);
      end = Math.max(end, to);
    }
    if (end >= start) await store.update(id, { created: start, updated: end });
  } catch (error) {
    await store.remove(id);
    throw error;
  }
  return { source: store.source(id, noNews), recording: id, header };
}

/** Where the browser gives no database, a file can be shown all the same. */
async function inMemory({ header, pages }: OpenedFile): Promise<OpenRecording> {
  const source = createMemorySource();
  for await (const { bytes } of pages) source.add(bytes);
  return { source, header };
}
