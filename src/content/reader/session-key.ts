import { byteLengthOf } from '../../core/trace/captured.ts';
import { kindOfTyped } from '../payload/bytes.ts';
import type { Chain } from './chain.ts';
import { peek } from './peek.ts';

/** Nonce counters of one direction are all even or all odd (PROTOCOL §2.3). */
export const COUNTER_STEP = 2;

export interface SessionKey {
  key: string;
  sendCounter: number;
  receiveCounter: number;
}

/** Copies key and counters from the plugin named `encryption`; undefined where there is none, or it is not what it should be. */
export function readSessionKey(chain: Chain): SessionKey | undefined {
  for (let at = 0; at < chain.names.length; at += 1) {
    if (chain.names[at] !== 'encryption') continue;
    const plugin = chain.plugins[at];
    const shared = peek(plugin, 'sharedKey');
    const sendCounter = peek(plugin, 'localNonceCounter');
    const receiveCounter = peek(plugin, 'remoteNonceCounter');
    if (!isCounter(sendCounter) || !isCounter(receiveCounter) || kindOfTyped(shared) !== 'Uint8Array') return undefined;
    const bytes = shared as Uint8Array;
    return byteLengthOf(bytes) === 32 ? { key: hex(bytes), sendCounter, receiveCounter } : undefined;
  }
  return undefined;
}

const isCounter = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 9_007_199_254_740_990 && value % 1 === 0;

const DIGITS = '0123456789abcdef';

function hex(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < 32; at += 1) {
    const byte = bytes[at] ?? 0;
    out += `${DIGITS[byte >> 4] ?? ''}${DIGITS[byte & 15] ?? ''}`;
  }
  return out;
}
