import type { FilterSource, Labels } from '../../../src/core/filter/compile.ts';
import { textMatcher } from '../../../src/core/filter/text-match.ts';

/** Rows as plain objects, for tests of what filters leave. */
export interface FilterRow {
  labels?: Record<string, string[]>;
  numbers?: Record<string, number>;
  flags?: string[];
  text?: string;
  secrets?: string[];
}

export function makeSource(rows: readonly FilterRow[]): FilterSource {
  const labels = (field: string): Labels => ({ id: (row) => row, of: (id) => rows[id]?.labels?.[field] ?? [] });
  return {
    labels,
    number: (field) => (row) => rows[row]?.numbers?.[field] ?? NaN,
    flag: (name) => (row) => rows[row]?.flags?.includes(name) === true,
    text(term) {
      const matches = textMatcher(term);
      return (row) => {
        const { text = '', secrets } = rows[row] ?? {};
        return matches({ text: text.toLowerCase(), ...(secrets ? { secrets } : {}) });
      };
    },
  };
}
