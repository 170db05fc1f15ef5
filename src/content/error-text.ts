import { method } from '../core/trace/captured.ts';
import { cleanUrl } from '../core/trace/clean-url.ts';
import { errorMessage, errorName, getOwnPropertyDescriptor, getPrototypeOf } from './natives.ts';

const includes = method(String.prototype, 'includes');
const TypeErrorPrototype: unknown = TypeError.prototype;

/**
 * An exception of the platform in words; of one that the page's own code threw only what needs none of its code to be read.
 * Messages quote pieces of the address, and addresses can carry secrets: `raw` is the address that was given.
 */
export function errorText(error: unknown, raw = ''): string {
  if (typeof error !== 'object' || error === null) return `threw a ${typeof error}`;
  try {
    return `${errorName(error as DOMException)}: ${cleanWords(errorMessage(error as DOMException), raw)}`;
  } catch {
    // no DOMException
  }
  const message: unknown = getOwnPropertyDescriptor(error, 'message')?.value;
  const name = getPrototypeOf(error) === TypeErrorPrototype ? 'TypeError' : 'exception';
  return typeof message === 'string' ? `${name}: ${cleanWords(message, raw)}` : name;
}

/** Addresses in the text are cleaned; words that stand in a part of `raw` that must not be kept are left out. */
function cleanWords(text: string, raw: string): string {
  const clean = raw === '' ? '' : cleanUrl(raw);
  let out = '';
  let word = '';
  for (let at = 0; at <= text.length; at += 1) {
    const char = text[at];
    if (char === undefined || char === ' ' || char === "'" || char === '"' || char === '(' || char === ')') {
      if (includes(word, '/') || includes(word, '@') || includes(word, '#')) out += cleanUrl(word);
      else out += word.length > 2 && includes(raw, word) && !includes(clean, word) ? '…' : word;
      if (char !== undefined) out += char;
      word = '';
    } else word += char;
  }
  return out;
}
