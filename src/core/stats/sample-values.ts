import type { Json } from '../trace/records.ts';

/** A figure of a `sample` record: the value itself, or the first of these members that is a number. */
export function figureOf(values: Json, ...names: string[]): number | undefined {
  if (typeof values === 'number') return values;
  if (values === null || typeof values !== 'object' || Array.isArray(values)) return undefined;
  for (const name of names) {
    const value = values[name];
    if (typeof value === 'number') return value;
  }
  return undefined;
}
