import { toHex } from '../../../src/core/crypto/hex.ts';

/** Something that must not stand in a file, in any form. */
export interface Secret {
  what: string;
  bytes: Uint8Array;
}

const encoder = new TextEncoder();

export const secretText = (what: string, text: string): Secret => ({ what, bytes: encoder.encode(text) });

/** Fewer bytes stand in any file by chance. */
const FEWEST = 6;
/** A piece of a secret is a leak as well: of a long one so much is looked for, from its beginning and from its middle. */
const PIECE = 48;

/**
 * The secrets that a file holds: as they are, escaped as JSON does, in hex, base64 at any of its three alignments, UTF-16 of both orders in each of
 * these, reversed case, or shortened as ids are shown. A file of text: bytes can only stand in it encoded.
 */
export function leaksIn(file: string, secrets: readonly Secret[]): string[] {
  const lower = file.toLowerCase();
  return secrets
    .filter(({ bytes }) => bytes.length >= FEWEST)
    .flatMap((secret) => {
      const forms = piecesOf(secret.bytes).flatMap(formsOf);
      const form = forms.find(({ needle, isHex }) => (isHex ? lower : file).includes(needle));
      return form ? [`${secret.what} leaks ${form.how}`] : [];
    });
}

function piecesOf(bytes: Uint8Array): Uint8Array[] {
  // Keys and hashes as they are written have 64 digits, and shall be looked for whole.
  if (bytes.length <= 2 * PIECE) return [bytes];
  const middle = wholeCharacter(bytes, bytes.length >> 1);
  return [0, middle].map((start) => bytes.subarray(start, wholeCharacter(bytes, start + PIECE)));
}

/** The next place that is not within a character of UTF-8. */
function wholeCharacter(bytes: Uint8Array, at: number): number {
  let place = at;
  while (place < bytes.length && ((bytes[place] ?? 0) & 0xc0) === 0x80) place++;
  return place;
}

interface Form {
  how: string;
  needle: string;
  isHex?: true;
}

function formsOf(bytes: Uint8Array): Form[] {
  const forms: Form[] = [];
  const text = textOf(bytes);
  if (text !== undefined) {
    forms.push({ how: 'as it is', needle: text });
    forms.push({ how: 'escaped', needle: JSON.stringify(text).slice(1, -1) });
    forms.push({ how: 'escaped as UTF-16', needle: [...text].join('\\u0000') });
    for (const [order, wide] of [
      ['UTF-16LE', utf16(text, true)],
      ['UTF-16BE', utf16(text, false)],
    ] as const)
      forms.push(...encodings(wide, ` of ${order}`));
    if (/^[0-9a-f]{32,}$/i.test(text)) {
      forms.push({ how: 'in another case', needle: text.toLowerCase(), isHex: true });
      forms.push({ how: 'shortened', needle: `${text.slice(0, 8)}…`, isHex: true });
      forms.push(...encodings(Uint8Array.from(Buffer.from(text, 'hex')), ' of its bytes'));
    }
  }
  return [...forms, ...encodings(bytes, '')];
}

function encodings(bytes: Uint8Array, of: string): Form[] {
  return [
    { how: `in hex${of}`, needle: toHex(bytes), isHex: true },
    ...[0, 1, 2].flatMap((shift): Form[] => {
      const needle = base64At(bytes, shift);
      if (needle.length < 8) return [];
      const url = needle.replaceAll('+', '-').replaceAll('/', '_');
      return [
        { how: `in base64${of}, shifted by ${shift}`, needle },
        { how: `in base64url${of}, shifted by ${shift}`, needle: url },
      ];
    }),
  ];
}

/** What base64 makes of the bytes where `shift` others stand before them: the digits that depend on nothing else. */
function base64At(bytes: Uint8Array, shift: number): string {
  const digits = Buffer.concat([new Uint8Array(shift), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const from = Math.ceil((shift * 8) / 6);
  return digits.slice(from, Math.floor(((shift + bytes.length) * 8) / 6));
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function utf16(text: string, little: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) bytes.setUint16(at * 2, text.charCodeAt(at), little);
  return new Uint8Array(bytes.buffer);
}
