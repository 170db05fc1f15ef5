import { concat } from '../crypto/bytes.ts';
import { sha256 } from '../crypto/sha256.ts';
import type { CodedError } from './coded-error.ts';
import { codedError } from './coded-error.ts';
import type { Child } from './microdata.ts';
import type { Rpc } from './rpc.ts';
import { rootHash, type Root, type Store } from './store.ts';

export const CHUM_VERSION = 8;

export interface ImporterOptions {
  readonly retry: number;
  readonly connectionId: number;
  readonly version: number;
}

/** §6.3: service 1, retried only while the peer has not registered its services yet. */
export async function agreeOnVersion(rpc: Rpc, options: ImporterOptions): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      const remote = await rpc.request(1);
      if (remote === options.version) return;
      const text = `Chum protocol mismatch, local: ${options.version}, remote: ${String(remote)}`;
      throw codedError('CS-MISMATCH', `[${options.connectionId}] ${text}`);
    } catch (error) {
      if ((error as CodedError).code !== 'UNKNOWN-SERVICE' || attempt === 15) throw error;
      await new Promise((resolve) => setTimeout(resolve, options.retry));
    }
  }
}

/** One pass of §6.3. Errors of single objects do not end it; they are counted. */
export async function importOnce(rpc: Rpc, store: Store, onObject: (text: string) => void): Promise<number> {
  let errors = 0;
  const roots = JSON.parse(String(await rpc.request(2))) as Root[];
  for (const root of roots) {
    if (store.has(rootHash(root))) continue;
    try {
      await importRoot(root);
    } catch (error) {
      if ((error as CodedError).code?.startsWith('WSP-ONCL')) throw error;
      errors++;
    }
  }
  return errors;

  async function importRoot(root: Root): Promise<void> {
    const hash = rootHash(root);
    const children = JSON.parse(String(await rpc.request(root.type === 'id' ? 5 : 4, hash))) as Child[];
    for (const child of children.reverse()) if (!store.has(child.hash)) await fetchChild(child);
    await fetchText(root.type === 'id' ? 7 : 6, hash);
  }

  async function fetchChild({ type, hash }: Child): Promise<void> {
    if (type === 'object') await fetchText(6, hash);
    else if (type === 'id') await fetchText(7, hash);
    else if (type === 'clob') keepText(hash, (await rpc.requestStream(8, hash, 'utf8')).join(''));
    else {
      const bytes = concat(...((await rpc.requestStream(8, hash, undefined)) as Uint8Array[]));
      if (sha256(bytes) !== hash) throw codedError('CIEC-FBL2', `Hash mismatch for BLOB ${hash}`);
      store.putBytes(bytes);
    }
  }

  async function fetchText(service: 6 | 7, hash: string): Promise<void> {
    keepText(hash, String(await rpc.request(service, hash)));
  }

  function keepText(hash: string, text: string): void {
    if (sha256(text) !== hash) throw codedError('CIEC-FO2', `Hash mismatch for ${hash}`);
    store.put(text);
    onObject(text);
  }
}
