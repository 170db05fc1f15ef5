import { Bytes, method } from './captured.ts';

const source = crypto;
const fill = /* @__PURE__ */ method(Crypto.prototype, 'getRandomValues') as (
  self: Crypto,
  bytes: Uint8Array<ArrayBuffer>,
) => void;
const DIGITS = '0123456789abcdef';

/** 32 random hex digits, also in a page that has replaced its natives. Not crypto.randomUUID(): that exists in secure contexts only, and pages may be plain http or data:. */
export function randomName(): string {
  const bytes = new Bytes(16);
  fill(source, bytes);
  let name = '';
  for (let at = 0; at < 16; at += 1) {
    const byte = bytes[at] ?? 0;
    name += `${DIGITS[byte >> 4] ?? ''}${DIGITS[byte & 15] ?? ''}`;
  }
  return name;
}
