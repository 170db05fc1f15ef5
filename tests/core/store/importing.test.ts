import { describe, expect, it } from 'vitest';
import { dropAbandoned } from '../../../src/core/store/importing.ts';
import type { TraceStore } from '../../../src/core/store/store.ts';
import { everythingIn, hookPage, testStore } from './store-fixture.ts';

const LOCK = 'one-trace-import a';
const nobodyHolds = async (): Promise<boolean> => true;

/** A recording with one page of a file that has more of them. */
async function beginImport(store: TraceStore): Promise<number> {
  const row = { kind: 'import', origin: '', title: 'big', created: 1, updated: 1, importing: LOCK } as const;
  const id = await store.create(row);
  await store.append(
    id,
    hookPage(({ open, frame }) => (open(1), frame(1, 0, 'of the import'))),
    1,
  );
  return id;
}

describe('what an import left unfinished', () => {
  it('is dropped with its pages where nobody holds its lock', async () => {
    const { store, name, flight } = testStore();
    const other = await flight();
    const id = await beginImport(store);
    expect((await dropAbandoned(store, nobodyHolds, 'all')).map((row) => row.id)).toEqual([id]);
    expect((await store.recordings()).map((row) => row.id)).toEqual([other]);
    expect(await everythingIn(name)).not.toContain('of the import');
  });

  it('stays where somebody does', async () => {
    const { store } = testStore();
    const id = await beginImport(store);
    expect(await dropAbandoned(store, async (name) => name !== LOCK, 'all')).toEqual([]);
    expect(await store.recording(id)).toMatchObject({ pages: 1, importing: LOCK });
  });

  it('stays where it came to its end while its lock was asked for', async () => {
    const { store } = testStore();
    const id = await beginImport(store);
    const isFree = async (): Promise<boolean> => {
      await store.update(id, { importing: undefined });
      return true;
    };
    expect(await dropAbandoned(store, isFree, 'all')).toEqual([]);
    expect((await store.recording(id))?.pages).toBe(1);
  });

  it('is told of by one of two that look at once', async () => {
    const { store, open } = testStore();
    await beginImport(store);
    const both = await Promise.all([store, open()].map((each) => dropAbandoned(each, nobodyHolds, 'all')));
    expect(both.flat()).toHaveLength(1);
  });

  it('gives its room back at once, and is still there for whoever tells of it', async () => {
    const { store, name } = testStore();
    const id = await beginImport(store);
    await dropAbandoned(store, nobodyHolds, 'pages');
    await dropAbandoned(store, nobodyHolds, 'pages');
    expect(await everythingIn(name)).not.toContain('of the import');
    expect(await store.recording(id)).toMatchObject({ title: 'big', pages: 0, frames: 0, bytes: 0, importing: LOCK });
  });
});
