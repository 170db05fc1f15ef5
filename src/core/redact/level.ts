/** How much leaves with an export: sizes, times and names; besides these the known fields; everything. */
export type RedactionLevel = 'shapes' | 'fields' | 'none';

const ORDER: readonly RedactionLevel[] = ['none', 'fields', 'shapes'];

/** What was left out before stays left out: the level that says less. */
export const stricter = (a: RedactionLevel, b: RedactionLevel): RedactionLevel =>
  ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
