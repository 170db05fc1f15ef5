import { scryptAsync } from '@noble/hashes/scrypt.js';
import { SealError } from './seal-error.ts';
import { KEY_BYTES } from './layout.ts';

/** Of scrypt (RFC 7914): N = 2^logN. It holds 128·N·r bytes and works in proportion to N·r·p. */
export interface ScryptCost {
  logN: number;
  r: number;
  p: number;
}

/** 128 MiB, and about a second on a laptop. */
export const DEFAULT_COST: ScryptCost = { logN: 17, r: 8, p: 1 };

/** A header may come from anybody: none makes its reader hold more than 256 MiB or work more than four times the default. */
const MAX_MEMORY = 2 ** 28;
const MAX_WORK = 2 ** 22;
const LABEL = new TextEncoder().encode('ONE Trace seal 1 passphrase');

export interface Deriving {
  signal?: AbortSignal | undefined;
  /** Called while a passphrase is turned into a key, which takes about a second: from 0 to 1. */
  onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * The key that a passphrase gives. It is normalised (NFKC), so that keyboards and systems agree on it.
 * @throws SealError `too-costly`; the reason of `signal`
 */
export async function passphraseKey(
  passphrase: string,
  salt: Uint8Array,
  cost: ScryptCost,
  { signal, onProgress }: Deriving,
): Promise<Uint8Array> {
  checkCost(cost);
  signal?.throwIfAborted();
  const text = new TextEncoder().encode(passphrase.normalize('NFKC'));
  return scryptAsync(text, new Uint8Array([...LABEL, ...salt]), {
    N: 2 ** cost.logN,
    r: cost.r,
    p: cost.p,
    dkLen: KEY_BYTES,
    onProgress(fraction) {
      // Thrown from here it wipes its tables and rejects.
      signal?.throwIfAborted();
      onProgress?.(fraction);
    },
  });
}

function checkCost({ logN, r, p }: ScryptCost): void {
  const honest = logN >= 1 && r >= 1 && p >= 1;
  if (honest && 2 ** logN * r * 128 <= MAX_MEMORY && 2 ** logN * r * p <= MAX_WORK) return;
  throw new SealError('too-costly', 'it is sealed in a way that would take too much memory or time to open');
}
