import type { Json } from './records.ts';

/** Deeper than any message of the protocol, shallower than what overflows the stack of whoever walks or prints the value. */
export const MAX_DEPTH = 100;

export class JsonError extends Error {}

/**
 * JSON.parse for text of unknown origin.
 * @throws JsonError in words that follow "it": "is not JSON", "is nested too deeply"
 */
export function parseBoundedJson(text: string): Json {
  if (isDeeper(text, MAX_DEPTH)) throw new JsonError(`is nested deeper than ${MAX_DEPTH} levels`);
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new JsonError('is not JSON');
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Counts brackets outside strings; strings are skipped with indexOf, so that long payloads cost little. */
function isDeeper(text: string, max: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = stringEnd(text, at);
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > max) return true;
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
    }
  }
  return false;
}

/** Index of the quote that ends the string that begins at `start`; the length of the text where none does. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    let first = at;
    while (text.charCodeAt(first - 1) === BACKSLASH && first - 1 > start) first -= 1;
    if ((at - first) % 2 === 0) return at;
  }
}
