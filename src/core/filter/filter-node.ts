import type { FieldName } from './fields.ts';

/** What a term compares with, after its value was read in the field's own unit. */
export type Match =
  | { kind: 'word'; text: string }
  /** Numbers, and clock times as milliseconds after midnight. `to` is exclusive where `open` is set. */
  | { kind: 'number'; from: number; to: number; fromOpen: boolean; toOpen: boolean; clock: boolean }
  /** Names in natural order: ws10 lies between ws9 and ws11. */
  | { kind: 'span'; from: string; to: string }
  | { kind: 'regexp'; source: string };

export interface Term {
  op: 'term';
  /** Undefined for plain text. */
  field: FieldName | undefined;
  /** Any of them. */
  any: Match[];
  start: number;
  end: number;
}

export type FilterNode = Term | { op: 'not'; node: FilterNode } | { op: 'and' | 'or'; nodes: FilterNode[] };

/** Where a filter is faulty, and what was expected there. */
export interface FilterFault {
  start: number;
  end: number;
  expected: string;
}

export type Parsed = { ok: true; node: FilterNode | undefined } | { ok: false; fault: FilterFault };

/** All terms of a filter, in order. */
export function terms(node: FilterNode | undefined): Term[] {
  if (node === undefined) return [];
  if (node.op === 'term') return [node];
  return node.op === 'not' ? terms(node.node) : node.nodes.flatMap(terms);
}
