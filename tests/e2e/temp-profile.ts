import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempProfile {
  path: string;
  remove(): Promise<void>;
}

export async function createTempProfile(prefix: string): Promise<TempProfile> {
  const path = await mkdtemp(join(tmpdir(), prefix));
  // A browser's last child may still write while we delete: retried by rm itself.
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }) };
}
