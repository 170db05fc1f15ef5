import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex } from '../crypto/hex.ts';
import type { FrameRecord } from '../trace/records.ts';
import { WORDS } from './frame-table.ts';

/**
 * The digest of a frame (TRACE-FORMAT §1) as four words. What the payload says counts, not what the file says about it; `digest` is believed
 * only where the payload is not there. Undefined where neither is.
 */
export function digestWords({ payload, truncated, digest }: FrameRecord): Uint32Array | undefined {
  if (payload && !truncated) return words(sha256(payload));
  const bytes = digest === undefined ? undefined : fromHex(digest);
  return bytes?.length === WORDS * 4 ? words(bytes) : undefined;
}

function words(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, WORDS * 4);
  return Uint32Array.from({ length: WORDS }, (_, at) => view.getUint32(at * 4));
}
