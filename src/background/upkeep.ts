import type { RetentionLimits, TraceStore } from '../core/trace/store.ts';
import type { KeyVault } from './key-vault.ts';

/** Flight recorder: what a tab and a site may take, and for how long. Settable in storage.local under `retention`. */
export const RETENTION: RetentionLimits = { bytes: 67_108_864, ms: 1_800_000, originBytes: 268_435_456 };

const AFTER_BYTES = 8_388_608;
const AFTER_MS = 15_000;

/** Runs retention now and then while recordings grow: after so many bytes or so long, never twice at once. */
export function createUpkeep(store: TraceStore, vault: KeyVault, limits: RetentionLimits, now: () => number) {
  let bytes = 0;
  let last = now();
  let isRunning = false;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    bytes = 0;
    last = now();
    try {
      await store.retain(limits, now());
      await vault.prune((await store.recordings()).map(({ id }) => id));
    } finally {
      isRunning = false;
    }
  }

  return {
    run,
    /** @returns what was started, if anything */
    grown(more: number): Promise<void> | undefined {
      bytes += more;
      return bytes >= AFTER_BYTES || now() - last >= AFTER_MS ? run() : undefined;
    },
  };
}
