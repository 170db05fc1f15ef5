import { isObject } from '../trace/checks.ts';
import type { RetentionLimits } from './store.ts';

/** What is kept where the settings say nothing else: 30 minutes or 64 MB of each tab, 256 MB of a site, 2 GB of everything. */
export const RETENTION: RetentionLimits = {
  bytes: 67_108_864,
  ms: 1_800_000,
  originBytes: 268_435_456,
  totalBytes: 2_147_483_648,
};

/** Below these a recording would be gone before anybody could look at it. */
const LEAST: RetentionLimits = { bytes: 1_048_576, ms: 60_000, originBytes: 1_048_576, totalBytes: 67_108_864 };

/** Where they are in storage.local: settings write them, the background obeys them. */
export const RETENTION_NAME = 'retention';

/** The limits that `stored` chooses; ours where it says nothing usable. */
export function readLimits(stored: unknown): RetentionLimits {
  const chosen = isObject(stored) ? stored : {};
  const limit = (name: keyof RetentionLimits): number => {
    const wanted = chosen[name];
    return typeof wanted === 'number' && wanted >= LEAST[name] ? wanted : RETENTION[name];
  };
  return {
    bytes: limit('bytes'),
    ms: limit('ms'),
    originBytes: limit('originBytes'),
    totalBytes: limit('totalBytes'),
  };
}
