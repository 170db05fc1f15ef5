import { firstMemoryId } from '../../../src/core/store/memory-ids.ts';
import { createFallbackStore } from '../../../src/core/store/fallback.ts';
import type { Database } from '../../../src/core/store/database.ts';
import { asStoreError } from '../../../src/core/store/error.ts';
import { createMemoryDatabase } from '../../../src/core/store/memory.ts';
import type { Batch, NewRecording } from '../../../src/core/store/store.ts';
import { hookPage } from './store-fixture.ts';

export const flightOf = (tab: number): NewRecording => ({
  kind: 'flight',
  tab,
  session: 'run',
  origin: 'https://one.test',
  title: 't',
  created: 0,
  updated: 0,
});

/** The realm's first connection is opened in batch 0. */
export const batchOf = (n: number): Batch => ({
  realm: 'a',
  n,
  page: hookPage((page) => (n === 0 && (page.page(), page.open(1)), page.frame(1, n))),
});

/** A store whose disk can be broken, mended and filled. The disk outlives the store: `open` is the next life of the background. */
export function diskThatBreaks() {
  const clock = { now: 1_000_000 };
  const told: string[] = [];
  const state = { isBroken: false, room: 1e9 };
  const media = new Map<number, Database>();
  const medium = (): Database => {
    const known = media.get(state.room) ?? createMemoryDatabase({ firstId: 0, limitBytes: state.room });
    media.set(state.room, known);
    return known;
  };
  const disk: Database = {
    async run(work) {
      if (state.isBroken) throw asStoreError(new DOMException('broken', 'UnknownError'));
      return medium().run(work);
    },
    close: () => undefined,
  };
  const open = () =>
    createFallbackStore({
      disk,
      memory: createMemoryDatabase({ firstId: firstMemoryId((clock.now += 1)), limitBytes: 1e9 }),
      memoryBytes: 1e6,
      now: () => clock.now,
      onDown: ({ message }) => void told.push(`down: ${message}`),
      onUp: () => void told.push('up'),
      onMoved: async (id, row) => void told.push(`moved ${id} to ${row.id}`),
    });
  return {
    store: open(),
    open,
    told,
    clock,
    break: () => void (state.isBroken = true),
    mend: () => void (state.isBroken = false),
    /** Another disk, without room. */
    fill: () => void (state.room = 0),
  };
}
