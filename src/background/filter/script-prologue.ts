/** How a script begins, for whoever puts something in front of it. `foreign`: nothing may stand there, or it cannot be told. */
export type Prologue = 'sloppy' | 'strict' | 'foreign';

/** Beginnings are judged up to this length: nobody's comment is longer. */
export const LONGEST_PROLOGUE = 65_536;

const BLANK = /(?:[\t\v\f \r\n]|\/\/[^\r\n]*(?=[\r\n])|\/\*[\s\S]*?\*\/)*/y;
const TEXT = /(['"])(?:(?!\1)[^\\\r\n]|\\[\s\S])*\1/y;
const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';
/** U+2028 and U+2029 end a line, and so a comment. */
const RARE_LINE_END = /\u00e2\u0080[\u00a8\u00a9]/;
/** What cannot go on with an expression that stands on the line above. */
const NEW_STATEMENT = /[A-Za-z_$'"{~@0-9\\]|!(?!=)/y;
const OPERATOR_WORD = /in(?:stanceof)?(?![\w$])/y;
/** A directive is told by what follows it, at most this far. */
const LOOK_AHEAD = 12;

/**
 * Reads comments and directives only. A script whose first statements are `'use strict'` stays strict only where that still comes first.
 * `text`: one character a byte; undefined where more of it must be known.
 */
export function prologueOf(text: string, isWhole: boolean): Prologue | undefined {
  if (!isWhole && text.length > LONGEST_PROLOGUE) return 'foreign';
  let at = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  for (;;) {
    at = afterBlank(text, at);
    const isShort = !isWhole && text.length - at < LOOK_AHEAD;
    const blank = text.startsWith('//', at) ? text : text.slice(0, at);
    if (RARE_LINE_END.test(blank)) return 'foreign';
    if (isShort || isOpenComment(text, at, isWhole)) return undefined;
    const char = text[at] ?? '';
    if (char !== "'" && char !== '"') return isForeign(text, at) ? 'foreign' : 'sloppy';
    const literal = match(TEXT, text, at);
    if (literal === undefined) return isWhole ? 'sloppy' : undefined;
    const end = afterBlank(text, at + literal.length);
    if (!isWhole && text.length - end < LOOK_AHEAD) return undefined;
    const follows = endOf(text, at + literal.length, end);
    if (follows !== 'directive') return follows;
    if (literal.slice(1, -1) === 'use strict') return 'strict';
    at = text[end] === ';' ? end + 1 : end;
  }
}

/** Whether the literal before is a statement of its own. */
function endOf(text: string, from: number, end: number): 'directive' | Prologue {
  const char = text[end];
  if (char === undefined || char === ';' || char === '}') return 'directive';
  if (!/[\r\n]/.test(text.slice(from, end))) return 'sloppy';
  if (text.startsWith('++', end) || text.startsWith('--', end) || isForeign(text, end)) return 'foreign';
  if (match(OPERATOR_WORD, text, end) !== undefined) return 'sloppy';
  return match(NEW_STATEMENT, text, end) === undefined ? 'sloppy' : 'directive';
}

/** `#!`, comments as in HTML, and whatever is not ASCII: a name, a blank, or another encoding. */
const isForeign = (text: string, at: number): boolean =>
  text[at] === '#' || text.startsWith('<!--', at) || text.startsWith('-->', at) || (text[at] ?? '') > '\u007f';

const isOpenComment = (text: string, at: number, isWhole: boolean): boolean =>
  !isWhole && (text.startsWith('//', at) || text.startsWith('/*', at));

const afterBlank = (text: string, at: number): number => at + (match(BLANK, text, at) ?? '').length;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
