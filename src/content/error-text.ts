import { cleanUrl } from '../core/trace/clean-url.ts';
import { errorMessage, errorName, getOwnPropertyDescriptor, getPrototypeOf } from './natives.ts';

/**
 * An exception of the platform in words; of one that the page's own code threw only its type, since reading it would run more of it.
 * Messages quote addresses, and addresses can carry secrets.
 */
export function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null) return `threw a ${typeof error}`;
  try {
    return `${errorName(error as DOMException)}: ${cleanWords(errorMessage(error as DOMException))}`;
  } catch {
    // no DOMException
  }
  const message: unknown = getOwnPropertyDescriptor(error, 'message')?.value;
  const isTypeError = getPrototypeOf(error) === TypeErrorPrototype;
  return `${isTypeError ? 'TypeError' : 'exception'}${typeof message === 'string' ? `: ${cleanWords(message)}` : ''}`;
}

const TypeErrorPrototype: unknown = TypeError.prototype;

/** The text with every word that could be an address cleaned. */
export function cleanWords(text: string): string {
  let out = '';
  let word = '';
  for (let at = 0; at <= text.length; at += 1) {
    const char = text[at];
    if (char === undefined || char === ' ' || char === "'" || char === '"' || char === '\n') {
      out += isAddress(word) ? cleanUrl(word) : word;
      if (char !== undefined) out += char;
      word = '';
    } else word += char;
  }
  return out;
}

function isAddress(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const char = word[at];
    if (char === '/' || char === '@' || char === '#') return true;
  }
  return false;
}
