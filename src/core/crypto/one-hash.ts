import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from './hex.ts';

const encoder = new TextEncoder();

/** The hash under which ONE stores a text (an object's microdata): SHA-256 of its UTF-8, lower-case hex. */
export const hashOfText = (text: string): string => toHex(sha256(encoder.encode(text)));

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
