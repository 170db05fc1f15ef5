import { FIELDS, FLAGS, isField, type FieldName, type LabelField } from './fields.ts';

export interface Suggestion {
  /** The whole filter after it was taken. */
  text: string;
  /** Where the caret goes. */
  caret: number;
  /** The part that is typed already, as a range in `text`. */
  typed: [start: number, end: number];
  about: string;
  /** A filter whose hits are counted for the right-hand column; absent for an unfinished term. */
  probe?: string;
}

/** Values that occur in the scope, most frequent first. */
export type ValuesOf = (field: LabelField) => readonly string[];

const LIMIT = 12;

/** Proposals for the term under the caret: fields first, then values that occur in the scope. */
export function completeFilter(text: string, caret: number, values: ValuesOf): Suggestion[] {
  const start = termStart(text, caret);
  const typed = text.slice(start, caret);
  const [, sign = '', word = ''] = /^(-?)(.*)$/s.exec(typed) ?? [];
  const colon = word.indexOf(':');
  const place = (term: string, about: string, isWhole: boolean): Suggestion => {
    const head = `${text.slice(0, start)}${sign}${term}`;
    return {
      text: head + text.slice(caret),
      caret: head.length,
      typed: [start, Math.min(caret, head.length)],
      about,
      ...(isWhole ? { probe: head + text.slice(caret) } : {}),
    };
  };
  if (colon < 0) return fieldNames(word).map((name) => place(`${name}:`, FIELDS[name].about, false));
  const field = word.slice(0, colon).toLowerCase();
  if (!isField(field)) return [];
  const entered =
    word
      .slice(colon + 1)
      .split(',')
      .at(-1) ?? '';
  const before = word.slice(0, word.length - entered.length);
  return fieldValues(field, values)
    .filter(
      ([value]) =>
        value.toLowerCase().startsWith(entered.toLowerCase()) && value.toLowerCase() !== entered.toLowerCase(),
    )
    .slice(0, LIMIT)
    .map(([value, about]) =>
      place(before + (/[\s(),"]/.test(value) ? `"${value.replaceAll('"', '\\"')}"` : value), about, true),
    );
}

/** The beginning of the term that holds the caret. */
function termStart(text: string, caret: number): number {
  let start = caret;
  while (start > 0 && !/[\s(]/.test(text[start - 1] ?? '')) start -= 1;
  return start;
}

function fieldNames(word: string): FieldName[] {
  const names = Object.keys(FIELDS) as FieldName[];
  return names.filter((name) => name.startsWith(word.toLowerCase())).slice(0, LIMIT);
}

function fieldValues(field: FieldName, values: ValuesOf): [value: string, about: string][] {
  const { kind } = FIELDS[field];
  if (field === 'is' || field === 'has') return Object.entries(FLAGS[field]);
  if (kind === 'label') return values(field as LabelField).map((value) => [value, FIELDS[field].about]);
  return (EXAMPLES[kind] ?? []).map((value) => [value, FIELDS[field].about]);
}

const EXAMPLES: Partial<Record<(typeof FIELDS)[FieldName]['kind'], string[]>> = {
  bytes: ['>1k', '>64k', '<100'],
  duration: ['>100ms', '>1s', '<10ms'],
};
