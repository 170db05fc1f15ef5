import { decodeBase64Into, decodedLength } from '../base64.ts';
import { createSlab } from '../slab.ts';
import type { Dir, FrameRecord, PayloadType } from '../records.ts';

const codes = (text: string): Uint8Array => new TextEncoder().encode(text);

const HEAD = codes('{"kind":"frame","conn":"');
const SEQ = codes('","seq":');
const T = codes(',"t":');
const DIR = codes(',"dir":"');
const TYPE = codes('","type":"binary","size":');
const PAYLOAD = codes(',"base64":"');
const END = codes('"}');
const DIRS: readonly (readonly [Dir, Uint8Array])[] = [
  ['out', codes('out')],
  ['in', codes('in')],
];
const BINARY: PayloadType = 'binary';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const POINT = 0x2e;
const ZERO = 0x30;
const LONGEST_NAME = 256;
const HIGHEST_SEQ = 0xffff_ffff;

/**
 * Reads the lines that nearly all of a recording consists of: a binary frame as `recordLine` writes it, with its payload and nothing
 * rare. From the bytes of the line at once, since text, JSON and base64 one after the other take four times as long.
 * @returns undefined for any line that is in the least different: whoever reads lines in general reads those, and says what is wrong
 */
export function createFrameLines(): (line: Uint8Array) => FrameRecord | undefined {
  const slab = createSlab();
  let line: Uint8Array = HEAD;
  let at = 0;
  let name = '';

  function passes(word: Uint8Array): boolean {
    for (let i = 0; i < word.length; i += 1) if (line[at + i] !== word[i]) return false;
    at += word.length;
    return true;
  }

  /** Connections take turns seldom: the last name is compared before one is made. */
  function conn(): string | undefined {
    const start = at;
    while (at - start < name.length && line[at] === name.charCodeAt(at - start)) at += 1;
    if (at > start && at - start === name.length && line[at] === QUOTE) return name;
    let read = '';
    for (at = start; line[at] !== QUOTE; at += 1) {
      const code = line[at] ?? 0;
      if (code < 0x20 || code > 0x7e || code === BACKSLASH || at - start === LONGEST_NAME) return undefined;
      read += String.fromCharCode(code);
    }
    name = read;
    return name === '' ? undefined : name;
  }

  /** A whole number as JSON has it, NaN where there is none or it is not exact. */
  function whole(): number {
    const start = at;
    let value = 0;
    for (let digit = digitAt(line, at); digit >= 0; digit = digitAt(line, at)) {
      value = value * 10 + digit;
      at += 1;
    }
    const isJson = at === start + 1 || (at > start && line[start] !== ZERO);
    return isJson && Number.isSafeInteger(value) ? value : NaN;
  }

  function time(): number {
    const start = at;
    const value = whole();
    if (line[at] !== POINT) return value;
    const point = at;
    do at += 1;
    while (digitAt(line, at) >= 0);
    if (Number.isNaN(value) || at === point + 1) return NaN;
    let text = '';
    for (let i = start; i < at; i += 1) text += String.fromCharCode(line[i] ?? 0);
    return Number(text);
  }

  function dir(): Dir | undefined {
    for (const [each, word] of DIRS) if (passes(word)) return each;
    return undefined;
  }

  function payload(): Uint8Array | undefined {
    const length = line.length - END.length - at;
    const end = at + length;
    if (length < 0 || length % 4 !== 0 || line[end] !== END[0] || line[end + 1] !== END[1]) return undefined;
    const bytes = slab(decodedLength(line, at, end));
    return decodeBase64Into(line, at, end, bytes) ? bytes : undefined;
  }

  return (bytes) => {
    line = bytes;
    at = 0;
    if (!passes(HEAD)) return undefined;
    const from = conn();
    if (from === undefined || !passes(SEQ)) return undefined;
    const seq = whole();
    if (!(seq <= HIGHEST_SEQ) || !passes(T)) return undefined;
    const t = time();
    if (Number.isNaN(t) || !passes(DIR)) return undefined;
    const way = dir();
    if (way === undefined || !passes(TYPE)) return undefined;
    const size = whole();
    if (Number.isNaN(size) || !passes(PAYLOAD)) return undefined;
    const read = payload();
    if (read === undefined) return undefined;
    return { kind: 'frame', conn: from, seq, t, dir: way, type: BINARY, size, payload: read };
  };
}

function digitAt(line: Uint8Array, at: number): number {
  const digit = (line[at] ?? 0) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : -1;
}
