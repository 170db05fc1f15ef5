import { describe, expect, it } from 'vitest';
import { WORDLESS } from '../../src/core/trace/wordless.ts';
import type { TraceStore } from '../../src/core/store/store.ts';
import { recordsOf } from '../core/store/store-fixture.ts';
import { testBackground } from './background-fixture.ts';

const notesOf = async (store: TraceStore): Promise<object[]> => {
  const [row] = await store.recordings();
  return (await recordsOf(store, row?.id ?? 0)).filter(({ kind }) => kind === 'note');
};

/** A tab with two documents, each of which has said something. */
async function twoDocuments() {
  const { start } = testBackground();
  const { store, relay, settled } = start();
  const [one, two] = [await relay('realm-one'), await relay('realm-two')];
  for (const each of [one, two]) each.send(0, (write) => (write.page(), write.open(1), write.frame(1, 0)));
  await settled();
  return { store, relay, settled, one, two };
}

describe('a document whose port ends without a word', () => {
  it('crashed or was killed: the recording says so of this page, and makes up no number', async () => {
    const { store, settled, two } = await twoDocuments();
    two.hangUp();
    await settled();
    expect(await notesOf(store)).toMatchObject([{ type: 'navigation', text: WORDLESS, extra: { page: 'p2' } }]);
    expect(await store.recordings()).toMatchObject([{ lost: 0, frames: 2 }]);
  });

  it('is none where it said that it goes, though nothing waited any more', async () => {
    const { store, settled, one } = await twoDocuments();
    one.say({ type: 'going', realm: 'realm-one', waiting: [] });
    one.hangUp();
    await settled();
    expect(await notesOf(store)).toEqual([]);
  });

  it('is none where it is back over another port', async () => {
    const { store, relay, settled, one } = await twoDocuments();
    one.hangUp();
    await relay('realm-one');
    await settled();
    expect(await notesOf(store)).toEqual([]);
  });

  it('goes without a note where nothing of it was ever recorded, as on most pages', async () => {
    const { start } = testBackground();
    const { store, relay, settled } = start();
    (await relay('realm-one')).hangUp();
    await settled();
    expect(await notesOf(store)).toEqual([]);
  });
});
