import { FIELDS, isField, type FieldName } from './fields.ts';
import type { FilterFault, FilterNode, Match, Parsed } from './filter-node.ts';
import { checkRegexp } from './pattern.ts';
import { tokenize, type Token } from './tokens.ts';
import {
  between,
  compared,
  exactly,
  expectedNumber,
  flagExpectation,
  isFlag,
  isNumeric,
  readQuantity,
} from './value.ts';

class Fault extends Error {
  readonly fault: FilterFault;
  constructor(start: number, end: number, expected: string) {
    super(expected);
    this.fault = { start, end, expected };
  }
}

/** Reads a filter (UI §5). AND binds stronger than OR; an empty text is a filter without a node. */
export function parseFilter(text: string): Parsed {
  const tokens = tokenize(text);
  let at = 0;
  const peek = (): Token | undefined => tokens[at];
  const end = tokens.at(-1)?.end ?? 0;
  const fail = (token: Token | undefined, expected: string): never => {
    throw new Fault(token?.start ?? end, token?.end ?? end, expected);
  };

  function either(depth: number): FilterNode {
    const nodes = [both(depth)];
    while (peek()?.kind === 'or') {
      at += 1;
      nodes.push(both(depth));
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { op: 'or', nodes };
  }

  function both(depth: number): FilterNode {
    const nodes = [single(depth)];
    for (let token = peek(); token && token.kind !== 'or' && token.kind !== 'close'; token = peek()) {
      if (token.kind === 'and') at += 1;
      nodes.push(single(depth));
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { op: 'and', nodes };
  }

  function single(depth: number): FilterNode {
    const token = peek();
    if (token === undefined) return fail(token, 'a term, such as layer:chum');
    at += 1;
    switch (token.kind) {
      case 'not':
        if (depth > 64) fail(token, 'fewer levels');
        return { op: 'not', node: single(depth + 1) };
      case 'open': {
        if (depth > 64) fail(token, 'fewer parentheses');
        const node = either(depth + 1);
        if (peek()?.kind !== 'close') fail(peek(), 'a closing parenthesis');
        at += 1;
        return node;
      }
      case 'field':
        return isField(token.text)
          ? field(token, token.text)
          : fail(token, `a known field; "${token.text}" is none. To search for text with a colon, quote it`);
      case 'word':
      case 'string':
      case 'regexp':
        return { op: 'term', field: undefined, any: [textMatch(token)], start: token.start, end: token.end };
      case 'broken':
        return fail(token, token.text === '"' ? 'a closing quote' : 'a closing /');
      default:
        return fail(token, 'a term, such as layer:chum');
    }
  }

  function field(head: Token, name: FieldName): FilterNode {
    const any = [match(name, head)];
    while (peek()?.kind === 'comma') {
      at += 1;
      any.push(match(name, head));
    }
    return { op: 'term', field: name, any, start: head.start, end: tokens[at - 1]?.end ?? head.end };
  }

  function textMatch(token: Token): Match {
    if (token.kind !== 'regexp') return { kind: 'word', text: token.text };
    const trouble = checkRegexp(token.text);
    return trouble === undefined ? { kind: 'regexp', source: token.text } : fail(token, trouble);
  }

  function match(name: FieldName, head: Token): Match {
    const expected = expectation(name);
    const token = valueToken(head, expected);
    if (token.kind === 'compare') {
      if (!isNumeric(name)) fail(token, expected);
      return compared(token.text, quantity(name, valueToken(token, expected)));
    }
    if (token.kind === 'regexp' && !isNumeric(name) && FIELDS[name].kind !== 'flag') return textMatch(token);
    if (token.kind !== 'word' && token.kind !== 'string') return fail(token, expected);
    const hasRange = peek()?.kind === 'range' && peek()?.start === token.end;
    if (hasRange) return range(name, token, expected);
    if (isNumeric(name)) return exactly(quantity(name, token));
    if ((name === 'is' || name === 'has') && !isFlag(name, token.text.toLowerCase())) return fail(token, expected);
    return { kind: 'word', text: FIELDS[name].kind === 'flag' ? token.text.toLowerCase() : token.text };
  }

  function range(name: FieldName, from: Token, expected: string): Match {
    const dots = tokens[at];
    at += 1;
    const to = valueToken(dots ?? from, expected);
    if (isNumeric(name)) return between(rangeStart(name, from, to), quantity(name, to));
    if (FIELDS[name].kind !== 'label') return fail(dots, expected);
    return { kind: 'span', from: from.text, to: to.text };
  }

  /** `10..20ms`: the first number takes the unit of the second. */
  function rangeStart(name: FieldName, from: Token, to: Token): ReturnType<typeof quantity> {
    const unit = /[a-z]+$/i.exec(to.text)?.[0] ?? '';
    return /^[\d.]+$/.test(from.text) ? quantity(name, { ...from, text: from.text + unit }) : quantity(name, from);
  }

  function quantity(name: FieldName, token: Token): NonNullable<ReturnType<typeof readQuantity>> {
    return readQuantity(name, token.text) ?? fail(token, expectedNumber(name));
  }

  /** The next token, if it touches the one before: a value may not stand apart from its field. */
  function valueToken(before: Token, expected: string): Token {
    const token = peek();
    if (token === undefined || token.start !== (tokens[at - 1]?.end ?? before.end)) {
      throw new Fault(before.start, before.end, expected);
    }
    at += 1;
    if (token.kind === 'broken') fail(token, token.text === '"' ? 'a closing quote' : 'a closing /');
    return token;
  }

  try {
    if (tokens.length === 0) return { ok: true, node: undefined };
    const node = either(0);
    if (at < tokens.length) fail(peek(), 'the end of the filter, or an opening parenthesis before');
    return { ok: true, node };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

function expectation(name: FieldName): string {
  if (name === 'is' || name === 'has') return flagExpectation(name);
  return isNumeric(name) ? expectedNumber(name) : `a value for ${name}`;
}
