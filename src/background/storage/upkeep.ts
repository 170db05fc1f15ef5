import { dropAbandoned, type ImportLocks } from '../../core/store/importing.ts';
import type { RetentionLimits, TraceStore } from '../../core/store/store.ts';
import type { KeyVault } from '../recorder/key-vault.ts';

export interface Upkeep {
  /** Retention now; where it is under way, nothing. */
  run(): Promise<void>;
  /** So many bytes more are on disk. @returns what was started, if anything */
  grown(bytes: number): Promise<void> | undefined;
}

export interface UpkeepDeps {
  store: TraceStore;
  vault: KeyVault;
  limits(): Promise<RetentionLimits>;
  /** By which recordings are old. */
  clock(): Promise<number>;
  uptime(): number;
  /** Whether nobody imports under this lock. */
  isFree: ImportLocks['isFree'];
}

const AFTER_BYTES = 8_388_608;
const AFTER_MS = 15_000;

/** Runs retention now and then while recordings grow: after so many bytes or so long, never twice at once. */
export function createUpkeep({ store, vault, limits, clock, uptime, isFree }: UpkeepDeps): Upkeep {
  let bytes = 0;
  let last = uptime();
  let isRunning = false;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    bytes = 0;
    last = uptime();
    try {
      // Their rows stay for the next panel, which says what became of them.
      await dropAbandoned(store, isFree, 'pages');
      await store.retain(await limits(), await clock());
      await vault.prune((await store.recordings()).map(({ id }) => id));
    } finally {
      isRunning = false;
    }
  }

  return {
    run,
    grown(more) {
      bytes += more;
      return bytes >= AFTER_BYTES || uptime() - last >= AFTER_MS ? run() : undefined;
    },
  };
}
