import { method } from '../../core/trace/captured.ts';
import { cleanUrl } from '../../core/trace/clean-url.ts';

const includes = method(String.prototype, 'includes');
export const substring = method(String.prototype, 'substring');

export const LONGEST_LINE = 500;
/** More without a break is no word of any language, but may be a token or a key: of such only the beginning is kept. */
const LONGEST_WORD = 32;
const KEPT = 8;

/** One line of the console as it is kept: bounded, addresses without what an invitation hides in them, long words cut. */
export function shortLine(text: string): string {
  const isLong = text.length > LONGEST_LINE;
  const end = isLong ? LONGEST_LINE : text.length;
  let out = '';
  let from = 0;
  for (let at = 0; at <= end; at += 1) {
    if (at < end && !isBreak(text[at])) continue;
    out += shortWord(substring(text, from, at));
    if (at < end) out += text[at] ?? '';
    from = at + 1;
  }
  return isLong ? `${out}…` : out;
}

function shortWord(word: string): string {
  if (includes(word, '://') || includes(word, '#')) return cleanUrl(word);
  return word.length > LONGEST_WORD && !includes(word, '.') ? `${substring(word, 0, KEPT)}…` : word;
}

function isBreak(char: string | undefined): boolean {
  switch (char) {
    case ' ':
    case '\n':
    case '\t':
    case '"':
    case "'":
    case ',':
    case ';':
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
      return true;
    default:
      return false;
  }
}
