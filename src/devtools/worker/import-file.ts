import type { ImportedPage } from '../../core/trace/import-pages.ts';
import { createPageWriter } from '../../core/trace/page-writer.ts';
import { randomName } from '../../core/trace/random-name.ts';
import type { ImportLocks } from '../../core/store/importing.ts';
import type { TraceStore } from '../../core/store/store.ts';
import type { OpenedFile } from './recording-file.ts';

/** So much is stored before the panel shows it: a file that fails earlier than that is refused and leaves nothing behind. */
const HEAD_PAGES = 2;

export interface Import {
  id: number;
  /** Stores what the head did not hold; absent where that was all. `onGrown` comes after each page. */
  rest?: (onGrown: () => void) => Promise<void>;
  share?: () => number;
}

/** A file becomes a recording of its own, its first pages before this resolves. Aborted, it leaves nothing behind. @throws ArchiveError, StoreError */
export async function importFile(
  { header, pages, share }: OpenedFile,
  { name, uid }: { name: string; uid: string },
  store: TraceStore,
  signal: AbortSignal,
  locks: ImportLocks | undefined,
): Promise<Import> {
  const mark = await markImport(locks);
  const now = Date.now();
  const title = name.replace(/\.onetrace$/, '');
  const created = Date.parse(header.created) || now;
  const row = { kind: 'import', origin: '', title, name: title, created, updated: now, header } as const;
  const id = await store.create({ ...row, uid, ...mark.row }).catch((error: unknown) => {
    mark.release();
    throw error;
  });
  const span = { from: Infinity, to: -Infinity };

  async function keep(page: ImportedPage): Promise<void> {
    await store.append(id, page.bytes, page.frames, page.lost, page.cut);
    span.from = Math.min(span.from, page.from);
    span.to = Math.max(span.to, page.to);
  }

  /** Where this fails, the lock is held for as long as this worker lives: what is shown is not taken away. */
  async function end(): Promise<void> {
    const { from, to } = span;
    await store.update(id, { importing: undefined, ...(to >= from ? { created: from, updated: to } : {}) });
    mark.release();
  }

  const drop = (): Promise<void> => store.remove(id).finally(mark.release);

  async function rest(onGrown: () => void): Promise<void> {
    try {
      for await (const page of pages) {
        await keep(page);
        onGrown();
      }
    } catch (error) {
      if (signal.aborted) return await drop();
      // What was shown stays, with the loss in it: taking it away under somebody's eyes would lose more.
      await store.append(id, lossPage(span.to, error), 0, 1).catch(() => undefined);
      await end();
      onGrown();
      throw error;
    }
    await end();
  }

  try {
    for (let stored = 0; stored < HEAD_PAGES; stored += 1) {
      const next = await pages.next();
      if (next.done) {
        await end();
        return { id };
      }
      await keep(next.value);
    }
  } catch (error) {
    await drop();
    throw error;
  }
  return { id, rest, share };
}

/** What tells the rest of the extension that a recording is on its way; whoever finds the mark without the lock drops it. */
async function markImport(locks: ImportLocks | undefined): Promise<{ row: { importing?: string }; release(): void }> {
  const importing = `one-trace-import ${randomName()}`;
  const release = await locks?.hold(importing).catch(() => undefined);
  return release ? { row: { importing }, release } : { row: {}, release: () => undefined };
}

function lossPage(t: number, error: unknown): Uint8Array {
  const writer = createPageWriter(256);
  const why = `the rest of the file could not be read: ${error instanceof Error ? error.message : String(error)}`;
  writer.record('lost', 0, t, JSON.stringify({ count: 1, why }));
  return new Uint8Array(writer.take());
}
