import { RETENTION_NAME } from '../core/store/retention-limits.ts';
import type { extensionApi } from './extension-api.ts';
import type { RetentionArea } from './state/recordings/recordings.ts';

/** The limits in storage.local, where the background reads them each time it makes room. */
export const retentionArea = ({ storage }: NonNullable<ReturnType<typeof extensionApi>>): RetentionArea | undefined =>
  storage && {
    read: async () => (await storage.local.get(RETENTION_NAME))[RETENTION_NAME],
    write: (limits) => storage.local.set({ [RETENTION_NAME]: limits }),
  };
