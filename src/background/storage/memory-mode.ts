import type { Channel } from '../../core/contract/channel.ts';
import type { MemoryMessage } from '../../core/contract/memory-store.ts';
import { firstMemoryId } from '../../core/store/memory-ids.ts';
import { serveMemory } from '../../core/store/memory-desk.ts';
import { openDatabase, type StoreTrouble } from '../../core/store/database.ts';
import { createFallbackStore, type FallbackStore } from '../../core/store/fallback.ts';
import type { StoreError } from '../../core/store/error.ts';
import { STORE_NAME } from '../../core/store/idb.ts';
import { createMemoryDatabase } from '../../core/store/memory.ts';
import type { RecordingRow } from '../../core/store/store.ts';

export interface MemoryModeDeps {
  now(): number;
  tell(error: StoreError): void;
  well(): void;
  moved(id: number, row: RecordingRow): Promise<void>;
  channel(): Channel<MemoryMessage, MemoryMessage>;
  /** Holds MEMORY_LOCK. Returns the undo. */
  hold(): () => void;
  /** Keeps the background alive, and calls back every now and then. Returns the undo. */
  stayAwake(tick: () => void): () => void;
  onTrouble(trouble: StoreTrouble): void;
}

/** Recent pasts of all tabs together, and the end of what memory takes, saved recordings included. */
const RECENT_BYTES = 67_108_864;
const ALL_BYTES = 134_217_728;

/** The store of the background: the disk, and where the browser gives none, memory, which readers reach through us. */
export function openStore(deps: MemoryModeDeps): FallbackStore {
  let end = (): void => undefined;

  const store = createFallbackStore({
    disk: openDatabase(STORE_NAME, deps.onTrouble),
    memory: createMemoryDatabase({ firstId: firstMemoryId(deps.now()), limitBytes: ALL_BYTES }),
    memoryBytes: RECENT_BYTES,
    now: deps.now,
    onDown(error) {
      const ends = [serveMemory(store.memory, deps.channel()), deps.hold(), deps.stayAwake(() => void store.retry())];
      end = () => ends.forEach((each) => each());
      deps.tell(error);
    },
    onUp() {
      end();
      deps.well();
    },
    onMoved: deps.moved,
  });
  return store;
}
