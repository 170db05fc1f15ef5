import { FIELDS, type FieldName, type FlagName, type LabelField, type NumberField, type TextField } from './fields.ts';
import { terms, type FilterNode, type Match, type Term } from './filter-node.ts';
import { inSpan, regexp, wordPattern } from './pattern.ts';

export type RowTest = (row: number) => boolean;

/** Values that many rows share: `id` is small and stable while the filter runs, so that each value is judged once. */
export interface Labels {
  id(row: number): number;
  /** All that count as the value, for one id: a message has several layers. */
  of(id: number): readonly string[];
}

/** A term whose answer needs the decoded text, which lies elsewhere. */
export interface TextTerm {
  field: TextField;
  match: Extract<Match, { kind: 'word' | 'regexp' }>;
}

/** What a filter asks about rows. The panel answers from columns, the command line from dissections. */
export interface FilterSource {
  labels(field: LabelField): Labels;
  /** NaN where the row has no such number. Bytes, milliseconds; `time` in ms since the start, `clock` in ms after midnight. */
  number(field: NumberField | 'clock'): (row: number) => number;
  flag(name: FlagName): RowTest;
  text(term: TextTerm): RowTest;
}

/** Turns a filter into one test over rows. */
export function compileFilter(node: FilterNode | undefined, source: FilterSource): RowTest {
  if (node === undefined) return () => true;
  if (node.op === 'not') {
    const test = compileFilter(node.node, source);
    return (row) => !test(row);
  }
  if (node.op === 'term') return anyOf(node.any.map((match) => compileMatch(node.field, match, source)));
  const tests = node.nodes.map((each) => compileFilter(each, source));
  return node.op === 'or' ? anyOf(tests) : (row) => tests.every((test) => test(row));
}

function anyOf(tests: RowTest[]): RowTest {
  const [only] = tests;
  return tests.length === 1 && only ? only : (row) => tests.some((test) => test(row));
}

function compileMatch(field: FieldName | undefined, match: Match, source: FilterSource): RowTest {
  const name = field ?? 'text';
  const kind = FIELDS[name].kind;
  if (kind === 'flag') return match.kind === 'word' ? source.flag(match.text as FlagName) : () => false;
  if (kind === 'text') {
    const isText = match.kind === 'word' || match.kind === 'regexp';
    return isText ? source.text({ field: name as TextField, match }) : () => false;
  }
  if (kind === 'label') return labelTest(source.labels(name as LabelField), labelMatch(name as LabelField, match));
  return match.kind === 'number'
    ? numberTest(source.number(match.clock ? 'clock' : (name as NumberField)), match)
    : () => false;
}

function labelMatch(field: LabelField, match: Match): (label: string) => boolean {
  switch (match.kind) {
    case 'word': {
      const pattern = wordPattern(match.text, !('loose' in FIELDS[field]));
      return (label) => pattern.test(label);
    }
    case 'regexp': {
      const pattern = regexp(match.source);
      return (label) => pattern.test(label);
    }
    case 'span':
      return (label) => inSpan(label, match.from, match.to);
    case 'number':
      return () => false;
  }
}

function labelTest(labels: Labels, isMatch: (label: string) => boolean): RowTest {
  const known: (boolean | undefined)[] = [];
  return (row) => {
    const id = labels.id(row);
    return (known[id] ??= labels.of(id).some(isMatch));
  };
}

function numberTest(value: (row: number) => number, match: Extract<Match, { kind: 'number' }>): RowTest {
  const { from, to, fromOpen, toOpen } = match;
  return (row) => {
    const number = value(row);
    return (fromOpen ? number > from : number >= from) && (toOpen ? number < to : number <= to);
  };
}

/** The terms that need decoded text, as `FilterSource.text` will be asked for them. */
export function textTerms(node: FilterNode | undefined): TextTerm[] {
  return terms(node).flatMap((term) => (isTextTerm(term) ? term.any.flatMap((match) => asTextTerm(term, match)) : []));
}

const isTextTerm = (term: Term): boolean => FIELDS[term.field ?? 'text'].kind === 'text';

function asTextTerm(term: Term, match: Match): TextTerm[] {
  return match.kind === 'word' || match.kind === 'regexp'
    ? [{ field: (term.field ?? 'text') as TextField, match }]
    : [];
}

/** Names a text term, so that answers can be kept for it. */
export const textTermKey = (term: TextTerm): string =>
  `${term.field}:${term.match.kind === 'word' ? `"${term.match.text.toLowerCase()}"` : `~${term.match.source}`}`;
