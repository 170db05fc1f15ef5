/** Pieces of a filter, with their place in the text: faults are underlined where they are. */
export interface Token {
  kind:
    | 'open'
    | 'close'
    | 'not'
    | 'and'
    | 'or'
    | 'field'
    | 'compare'
    | 'comma'
    | 'range'
    | 'word'
    | 'string'
    | 'regexp'
    | 'broken';
  text: string;
  start: number;
  end: number;
}

const SPACE = /\s/;
const KEYWORDS: Record<string, Token['kind']> = { AND: 'and', OR: 'or', NOT: 'not' };
const FIELD = /^([A-Za-z]+):/;

/** Splits a filter into tokens. Never fails: what cannot be read becomes a `broken` token that runs to the end. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;

  const add = (kind: Token['kind'], end: number, value = text.slice(at, end)): void => {
    tokens.push({ kind, text: value, start: at, end });
    at = end;
  };

  /** A string or regular expression at `at`, by its closing character. */
  function quoted(kind: 'string' | 'regexp', body: number, closing: string): void {
    let value = '';
    for (let i = body; i < text.length; i += 1) {
      const char = text[i];
      if (char === '\\' && i + 1 < text.length) {
        value += kind === 'regexp' && text[i + 1] !== closing ? `\\${text[i + 1]}` : text[i + 1];
        i += 1;
      } else if (char === closing) {
        add(kind, i + 1, value);
        return;
      } else value += char;
    }
    add('broken', text.length, closing);
  }

  function atom(stops: RegExp): void {
    if (text[at] === '"') return quoted('string', at + 1, '"');
    if (text.startsWith('~/', at)) return quoted('regexp', at + 2, '/');
    let end = at;
    while (end < text.length && !stops.test(text[end] ?? '') && !(stops === VALUE_STOP && text.startsWith('..', end)))
      end += 1;
    add('word', end);
  }

  function value(): void {
    while (at < text.length && !WORD_STOP.test(text[at] ?? '')) {
      const compare = /^(<=|>=|<|>)/.exec(text.slice(at, at + 2))?.[0];
      if (compare !== undefined) add('compare', at + compare.length);
      else if (text.startsWith('..', at)) add('range', at + 2);
      else if (text[at] === ',') add('comma', at + 1);
      else atom(VALUE_STOP);
    }
  }

  while (at < text.length) {
    const char = text[at] ?? '';
    if (SPACE.test(char)) at += 1;
    else if (char === '(') add('open', at + 1);
    else if (char === ')') add('close', at + 1);
    else if (char === '-' && at + 1 < text.length && !SPACE.test(text[at + 1] ?? '')) add('not', at + 1);
    else {
      const field = FIELD.exec(text.slice(at, at + 24))?.[1];
      if (field !== undefined) {
        add('field', at + field.length + 1, field.toLowerCase());
        value();
      } else {
        const before = tokens.length;
        atom(WORD_STOP);
        const word = tokens[before];
        const keyword = word?.kind === 'word' ? KEYWORDS[word.text] : undefined;
        if (word !== undefined && keyword !== undefined) word.kind = keyword;
      }
    }
  }
  return tokens;
}

const WORD_STOP = /[\s()]/;
const VALUE_STOP = /[\s(),]/;
