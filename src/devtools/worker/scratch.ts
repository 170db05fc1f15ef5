/** What a worker of this file's gets, and a window does not: the library of types for workers would contradict the DOM's. */
interface SyncHandle {
  write(bytes: Uint8Array, options: { at: number }): number;
  read(into: Uint8Array, options: { at: number }): number;
  close(): void;
}
type WorkerFileHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncHandle> };

const FOLDER = 'scratch';
/** A file that was handed out may be copied by the browser for so long. */
const HANDED_OUT_MS = 3_600_000;

/** `text`: of use to its worker only. `file`: to be handed out. */
export type ScratchKind = 'text' | 'file';

/** Bytes on disk, in the private file system of the origin: Chromium keeps a Blob of up to two gigabytes in the memory of its process. */
export interface ScratchFile {
  /** @returns where they begin; throws where the disk is full */
  append(bytes: Uint8Array): number;
  /** @returns bytes that the next call overwrites: fresh memory costs more than reading */
  read(at: number, length: number): Uint8Array;
  /** All of it; nothing can be appended then. */
  finish(): Promise<File>;
  remove(): Promise<void>;
}

export type OpenScratch = (kind: ScratchKind) => Promise<ScratchFile | undefined>;

/** @returns undefined where there is no such file system, as in a private window of Firefox */
export async function openScratch(kind: ScratchKind): Promise<ScratchFile | undefined> {
  try {
    const folder = await scratchFolder();
    const name = `${kind}-${Date.now()}-${crypto.randomUUID()}`;
    const entry = (await folder.getFileHandle(name, { create: true })) as WorkerFileHandle;
    return scratchFile(folder, entry, await entry.createSyncAccessHandle());
  } catch {
    return undefined;
  }
}

/** Removes what workers that ended left behind. What a worker still has open cannot be removed, which is what is wanted. */
export async function sweepScratch(now = Date.now()): Promise<void> {
  try {
    const folder = await scratchFolder();
    for await (const name of folder.keys()) {
      const [kind, made] = name.split('-');
      if (kind === 'text' || now - Number(made) > HANDED_OUT_MS) await folder.removeEntry(name).catch(() => undefined);
    }
  } catch {
    // No such file system: nothing was left in it.
  }
}

async function scratchFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

function scratchFile(folder: FileSystemDirectoryHandle, entry: WorkerFileHandle, handle: SyncHandle): ScratchFile {
  let end = 0;
  let room = new Uint8Array();
  return {
    append(bytes) {
      const at = end;
      for (let done = 0; done < bytes.length;) {
        const written = handle.write(bytes.subarray(done), { at: end });
        if (written === 0) throw new Error('the disk takes no more');
        done += written;
        end += written;
      }
      return at;
    },
    read(at, length) {
      if (room.length < length) room = new Uint8Array(length);
      return room.subarray(0, handle.read(room.subarray(0, length), { at }));
    },
    finish() {
      handle.close();
      return entry.getFile();
    },
    async remove() {
      handle.close();
      await folder.removeEntry(entry.name).catch(() => undefined);
    },
  };
}
