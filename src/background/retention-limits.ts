import { isObject } from '../core/trace/checks.ts';
import type { RetentionLimits } from '../core/trace/store.ts';
import type { Area } from './area.ts';

/** Flight recorder: what a tab and a site may take, and for how long. */
export const RETENTION: RetentionLimits = { bytes: 67_108_864, ms: 1_800_000, originBytes: 268_435_456 };

/** Below these a recording would be gone before anybody could look at it. */
const LEAST: RetentionLimits = { bytes: 1_048_576, ms: 60_000, originBytes: 1_048_576 };

const NAME = 'retention';

/** The limits that the settings wrote to storage.local under `retention`; ours where they say nothing usable. */
export async function retentionLimits(local: Area): Promise<RetentionLimits> {
  const value = (await local.get(NAME))[NAME];
  const chosen = isObject(value) ? value : {};
  const limit = (name: keyof RetentionLimits): number => {
    const wanted = chosen[name];
    return typeof wanted === 'number' && wanted >= LEAST[name] ? wanted : RETENTION[name];
  };
  return { bytes: limit('bytes'), ms: limit('ms'), originBytes: limit('originBytes') };
}
