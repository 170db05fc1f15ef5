import nacl from 'tweetnacl';
import { pad, unpad } from './padding.ts';
import type { Random } from './random.ts';

/** §2.3: 16 zero bytes ‖ counter as unsigned 64-bit big-endian. */
export function nonceOf(counter: number): Uint8Array {
  const nonce = new Uint8Array(24);
  new DataView(nonce.buffer).setBigUint64(16, BigInt(counter));
  return nonce;
}

export function sealFrame(payload: string | Uint8Array, key: Uint8Array, counter: number, random: Random): Uint8Array {
  return nacl.secretbox(pad(payload, random), nonceOf(counter), key);
}

export function openFrame(frame: Uint8Array, key: Uint8Array, counter: number): string | Uint8Array | null {
  const plain = frame.length < 17 ? null : nacl.secretbox.open(frame, nonceOf(counter), key);
  return plain === null ? null : unpad(plain);
}
