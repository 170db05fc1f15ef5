import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../crypto/hex.ts';

export type SideName = 'A' | 'B';

/** Names that records refer to each other by have at most 256 characters (record-schema.ts). */
const LONGEST = 256;
const KEPT = 200;

/** A name of one side in a merged recording: `A/ws3`. What would become too long ends in a hash, so that no two names become one. */
export function sideName(side: SideName, name: string): string {
  const whole = `${side}/${name}`;
  if (whole.length <= LONGEST) return whole;
  return `${whole.slice(0, KEPT)}~${toHex(sha256(new TextEncoder().encode(name)).subarray(0, 16))}`;
}
