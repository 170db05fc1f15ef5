import { readLimits, RETENTION_NAME } from '../../core/store/retention-limits.ts';
import type { RetentionLimits } from '../../core/store/store.ts';
import type { Area } from './area.ts';

/** The limits that the settings wrote to storage.local; ours where they say nothing usable. */
export const retentionLimits = async (local: Area): Promise<RetentionLimits> =>
  readLimits((await local.get(RETENTION_NAME))[RETENTION_NAME]);
