import type { RecordingOrigin } from '../../core/contract/decoder.ts';
import { createMemorySource } from '../../core/trace/memory-source.ts';
import { randomName } from '../../core/trace/random-name.ts';
import type { TraceHeader } from '../../core/trace/records.ts';
import { StoreError } from '../../core/store/error.ts';
import type { TraceSource } from '../../core/trace/source.ts';
import type { ImportLocks } from '../../core/store/importing.ts';
import type { TraceStore } from '../../core/store/store.ts';
import { importFile } from './import-file.ts';
import { openRecordingFile, type OpenedFile } from './recording-file.ts';

export interface OpenRecording {
  source: TraceSource;
  recording?: number;
  uid?: string;
  header?: TraceHeader;
  /** Goes on with what is not stored yet; `onGrown` comes whenever there is more to read. */
  rest?: (onGrown: () => void) => Promise<void>;
  /** How much of the file was read, 0 to 1. */
  share?: () => number;
}

/** Unpacked: what a tab's worker can hold beside all that it makes of it. */
const MOST_IN_MEMORY = 268_435_456;
const TOO_LARGE =
  'the browser’s database does not work, and without it a file of more than 256 MB cannot be opened here. `one-trace report` and `one-trace decode` read it whatever its size.';

/** Where recordings are found, and where files become some. */
export interface OpenPlace {
  store: TraceStore | undefined;
  locks?: ImportLocks | undefined;
  /** Of a file, where the store does not work. */
  mostInMemory?: number;
}

const noNews = (): (() => void) => () => undefined;

/** Opens what the panel asked for. @throws ArchiveError for a file that cannot be read, StoreError */
export async function openOrigin(
  origin: RecordingOrigin,
  { store, locks, mostInMemory = MOST_IN_MEMORY }: OpenPlace,
  signal: AbortSignal,
): Promise<OpenRecording> {
  if (origin.kind === 'file') {
    const read = (): Promise<OpenedFile> => openRecordingFile(origin.file, origin.salvage, origin.opener ?? {}, signal);
    if (store === undefined) return inMemory(await read());
    try {
      return await imported(await read(), origin, store, signal, locks);
    } catch (error) {
      const isDiskless = error instanceof StoreError && error.code === 'unusable';
      if (!isDiskless || signal.aborted) throw error;
      // Here, not with the background: its memory is for what is being recorded.
      return inMemory(await read(), mostInMemory);
    }
  }
  const row = await store?.recording(origin.id);
  if (store === undefined || row === undefined) throw new Error('this recording is gone');
  const { id, uid, header } = row;
  return { source: store.source(id, noNews), recording: id, uid, ...(header ? { header } : {}) };
}

async function imported(
  file: OpenedFile,
  { name, salvage }: { name: string; salvage: boolean },
  store: TraceStore,
  signal: AbortSignal,
  locks: ImportLocks | undefined,
): Promise<OpenRecording> {
  // What is left of a damaged file is not the recording that it held.
  const uid = (salvage ? undefined : file.header.uid) ?? randomName();
  const { id, ...more } = await importFile(file, { name, uid }, store, signal, locks);
  return { source: store.source(id, noNews), recording: id, uid, header: file.header, ...more };
}

/** Where the browser gives no database, a file can be shown all the same. */
async function inMemory({ header, pages }: OpenedFile, most = Infinity): Promise<OpenRecording> {
  const source = createMemorySource();
  let size = 0;
  for await (const { bytes } of pages) {
    size += bytes.length;
    if (size > most) throw new Error(TOO_LARGE);
    source.add(bytes);
  }
  return { source, header };
}
