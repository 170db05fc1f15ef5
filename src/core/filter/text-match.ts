import { hexPattern, regexp } from './pattern.ts';
import type { TextTerm } from './compile.ts';

/** What text terms look at, for one message. Secrets stand apart: plain text never finds them. */
export interface Searchable {
  /** Name, summary and all values that may be shown, lower case, each `narrow`. */
  text: string;
  /** Values that stay masked; only a `token:` of at least eight characters is compared, from its first character on. */
  secrets?: readonly string[];
}

/** U+0085, a control character that stands in no text. */
const NARROW_ELLIPSIS = '\u0085';

/**
 * `…` as a character of Latin-1: browsers keep a text in one byte a character only if all of its parts are kept so, and a shortened hash
 * stands in most summaries. Replacing alone leaves the text as wide as it was; a parsed one is made anew, as narrow as it can be.
 */
export const narrow = (text: string): string =>
  text.includes('…') ? (JSON.parse(JSON.stringify(text.replaceAll('…', NARROW_ELLIPSIS))) as string) : text;

const TOKEN_AT_LEAST = 8;

/** The test of one text term over searchable text. */
export function textMatcher({ field, match }: TextTerm): (target: Searchable) => boolean {
  if (field === 'token') {
    if (match.kind !== 'word' || match.text.length < TOKEN_AT_LEAST) return () => false;
    const word = match.text.toLowerCase();
    return ({ secrets }) => secrets?.some((secret) => secret.toLowerCase().startsWith(word)) === true;
  }
  if (match.kind === 'regexp') {
    const pattern = regexp(match.source.replaceAll('…', NARROW_ELLIPSIS));
    return ({ text }) => pattern.test(text);
  }
  const word = match.text.toLowerCase();
  if (word === '') return () => true;
  if (field === 'text' && !word.includes('…')) return ({ text }) => text.includes(word);
  const pattern = hexPattern(word);
  return ({ text }) => pattern.test(text);
}
