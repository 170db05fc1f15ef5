import { endOfString, skipJson } from './skip.ts';
import { sourceOfLiteral, type Source } from './source.ts';

/** A JSON value with its place: positions are indexes into the source's text. */
export interface JsonNode {
  /** `deep`: nested too deeply, known by place only. `cut`: the text ends or breaks here. */
  type: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'deep' | 'cut';
  start: number;
  end: number;
  key?: string;
  /** Where the member begins, key included. */
  keyStart?: number;
  children?: JsonNode[];
  /** Members left out because there are too many values. */
  omitted?: number;
}

const MAX_DEPTH = 24;
const MAX_NODES = 3000;
const LITERAL = /true|false|null/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\r\n]*/y;

/** Reads the JSON at the start of the source. Bounded in depth and values; damaged or cut text ends in a `cut` node. */
export function scanJson(source: Source): JsonNode {
  const { text } = source;
  let nodes = 0;
  let at = 0;

  function match(pattern: RegExp): boolean {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  }

  function cut(start: number): JsonNode {
    at = text.length;
    return { type: 'cut', start, end: at };
  }

  function literal(): boolean {
    const close = endOfString(text, at);
    at = Math.min(close + 1, text.length);
    return close < text.length;
  }

  function value(depth: number): JsonNode {
    match(SPACE);
    const start = at;
    const first = text[at];
    nodes += 1;
    if (first === '{' || first === '[') {
      if (depth < MAX_DEPTH) return container(depth, first === '{' ? 'object' : 'array');
      at = skipJson(text, start);
      return { type: 'deep', start, end: at };
    }
    if (first === '"') return literal() ? { type: 'string', start, end: at } : cut(start);
    if (match(LITERAL)) return { type: first === 'n' ? 'null' : 'boolean', start, end: at };
    return match(NUMBER) ? { type: 'number', start, end: at } : cut(start);
  }

  /** `undefined`: skipped because there are too many already. */
  function member(depth: number): JsonNode | undefined {
    if (nodes < MAX_NODES) return value(depth);
    match(SPACE);
    at = skipJson(text, at);
    return undefined;
  }

  function key(): { key: string; keyStart: number } | undefined {
    const keyStart = at;
    if (text[at] !== '"' || !literal()) return undefined;
    const name = sourceOfLiteral(source, keyStart, at).text;
    match(SPACE);
    if (text[at] !== ':') return undefined;
    at += 1;
    return { key: name, keyStart };
  }

  function container(depth: number, type: 'object' | 'array'): JsonNode {
    const start = at;
    const close = type === 'object' ? '}' : ']';
    const children: JsonNode[] = [];
    let omitted = 0;
    const done = (): JsonNode => ({ type, start, end: at, children, ...(omitted > 0 ? { omitted } : {}) });
    at += 1;
    match(SPACE);
    if (text[at] === close) {
      at += 1;
      return done();
    }
    while (at < text.length) {
      match(SPACE);
      const named = type === 'object' ? key() : {};
      if (!named) break;
      const node = member(depth + 1);
      if (node) children.push({ ...node, ...named });
      else omitted += 1;
      match(SPACE);
      const mark = text[at];
      if (mark !== ',' && mark !== close) break;
      at += 1;
      if (mark === close) return done();
    }
    children.push(cut(at));
    return done();
  }

  return value(0);
}

/** The text a string node stands for. */
export const stringOf = (source: Source, node: JsonNode): string => sourceOfLiteral(source, node.start, node.end).text;
