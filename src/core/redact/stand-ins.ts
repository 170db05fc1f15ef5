import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../crypto/hex.ts';

/**
 * Keyed stand-ins for values that must not leave although their equality should: HMAC-SHA-256 under the salt. The same value gives the same
 * stand-in wherever it stands; across files only under the same salt. A stand-in is its own stand-in, so that redacting twice is redacting once.
 */
export interface StandIns {
  /** For a hash or key in hex: as many hex digits (lower case, at most 64), so that whoever checks its form still takes it. */
  hex(value: string): string;
  /** For a name or any other text: `‹#0123456789ab›`. */
  name(text: string): string;
  /** Hex digits for `text`, twelve unless told; stand-ins of different purposes have nothing in common. */
  digits(purpose: string, text: string, count?: number): string;
}

/** More are asked for again and again only in a hostile trace; then they are computed again. */
const MAX_KNOWN = 8192;
const LONGEST_HEX = 64;
const NAME = /^‹#[0-9a-f]{12}›$/;

export const isNameStandIn = (text: string): boolean => NAME.test(text);

const encoder = new TextEncoder();

/** @param salt kept secret by those who shall recognise values across files; random bytes, 16 or more. @throws RangeError where it is empty */
export function createStandIns(salt: Uint8Array): StandIns {
  if (salt.length === 0) throw new RangeError('the salt of a redaction must not be empty');
  const key = salt.slice();
  const known = new Map<string, string>();

  function keyed(purpose: string, text: string): string {
    const input = `${purpose}\n${text}`;
    const before = known.get(input);
    if (before !== undefined) return before;
    const hash = toHex(hmac(sha256, key, encoder.encode(input)));
    if (known.size >= MAX_KNOWN) known.clear();
    if (text.length <= 256) known.set(input, hash);
    return hash;
  }

  const digits = (purpose: string, text: string, count = 12): string => keyed(purpose, text).slice(0, count);
  const name = (text: string): string => (isNameStandIn(text) ? text : `‹#${digits('name', text)}›`);

  return {
    digits,
    name,
    hex(value) {
      const hex = value.toLowerCase();
      if (!/^[0-9a-f]+$/.test(hex) || hex.length < 16 || hex.length > LONGEST_HEX) return name(value);
      // Sixty-four zeros are how the library writes "not known".
      if (/^0+$/.test(hex) || isHexStandIn(hex)) return hex;
      const body = keyed('hex', hex).slice(0, hex.length - checkLength(hex.length));
      return body + check(body, hex.length);
    },
  };
}

/** The end of a stand-in proves that it is one: no hash or key has it by chance (2⁻⁶⁴ for those of 32 bytes). */
const checkLength = (length: number): number => Math.min(16, length >> 2);

const check = (body: string, length: number): string =>
  toHex(sha256(encoder.encode(`one-trace stand-in\n${body}`))).slice(0, checkLength(length));

const isHexStandIn = (hex: string): boolean => {
  const body = hex.slice(0, hex.length - checkLength(hex.length));
  return hex.endsWith(check(body, hex.length));
};
