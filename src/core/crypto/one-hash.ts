import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from './hex.ts';

const encoder = new TextEncoder();
const SCRATCH_CHARS = 131_072;
/** Texts that are hashed are many and mostly short: their bytes are written to the same place each time. */
const scratch = new Uint8Array(SCRATCH_CHARS * 3);

/** The hash under which ONE stores a text (an object's microdata): SHA-256 of its UTF-8, lower-case hex. */
export function hashOfText(text: string): string {
  if (text.length > SCRATCH_CHARS) return toHex(sha256(encoder.encode(text)));
  const { written } = encoder.encodeInto(text, scratch);
  return toHex(sha256(scratch.subarray(0, written)));
}

export const hashOfBytes = (bytes: Uint8Array): string => toHex(sha256(bytes));

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Id hash of a Person, from the e-mail (PROTOCOL §3.1). */
export const personId = (email: string): string =>
  hashOfText(idObject('Person', `<span itemprop="email">${escape(email)}</span>`));

/** Id hash of an Instance, from its name and the id hash of its owner (PROTOCOL §3.1). */
export const instanceId = (name: string, owner: string): string =>
  hashOfText(
    idObject(
      'Instance',
      `<span itemprop="name">${escape(name)}</span><a itemprop="owner" data-type="id">${escape(owner)}</a>`,
    ),
  );

const idObject = (type: string, properties: string): string =>
  `<div data-id-object="true" itemscope itemtype="//refin.io/${type}">${properties}</div>`;
