/** A key as IndexedDB has them, as far as our stores use them. */
export type Key = number | string | readonly Key[];

/** What we need of an IDBKeyRange. */
export interface KeySpan {
  lower: unknown;
  upper: unknown;
  lowerOpen: boolean;
  upperOpen: boolean;
}

/** Values in the order of their keys: one object store. */
export interface MemoryTable<Value extends object> {
  get(key: Key): Value | undefined;
  /** @returns what stood there */
  put(key: Key, value: Value): Value | undefined;
  /** @returns what was taken away */
  delete(key: Key): Value | undefined;
  /** In ascending order, both ends of the span as it says. */
  within(span: KeySpan | undefined, count?: number): { key: Key; value: Value }[];
}

export function createMemoryTable<Value extends object>(): MemoryTable<Value> {
  const entries: { key: Key; value: Value }[] = [];

  /** Place of the first entry whose key is not below `key`. */
  function placeOf(key: Key): number {
    let [from, to] = [0, entries.length];
    // Most of what is written goes to the end.
    if (to > 0 && compareKeys(entries[to - 1]!.key, key) < 0) return to;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compareKeys(entries[middle]!.key, key) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  function at(key: Key): { place: number; isThere: boolean } {
    const place = placeOf(key);
    const entry = entries[place];
    return { place, isThere: entry !== undefined && compareKeys(entry.key, key) === 0 };
  }

  return {
    get(key) {
      const { place, isThere } = at(key);
      return isThere ? entries[place]?.value : undefined;
    },
    put(key, value) {
      const { place, isThere } = at(key);
      const [old] = entries.splice(place, isThere ? 1 : 0, { key, value });
      return old?.value;
    },
    delete(key) {
      const { place, isThere } = at(key);
      return isThere ? entries.splice(place, 1)[0]?.value : undefined;
    },
    within(span, count = Infinity) {
      const found: { key: Key; value: Value }[] = [];
      const upper = span?.upper as Key | undefined;
      for (let place = span?.lower === undefined ? 0 : placeOf(span.lower as Key); place < entries.length; place += 1) {
        const entry = entries[place]!;
        if (found.length >= count) break;
        if (span?.lowerOpen && compareKeys(entry.key, span.lower as Key) === 0) continue;
        const over = upper === undefined ? -1 : compareKeys(entry.key, upper);
        if (over > 0 || (over === 0 && span?.upperOpen)) break;
        found.push(entry);
      }
      return found;
    },
  };
}

const rank = (key: Key): number => (typeof key === 'number' ? 0 : typeof key === 'string' ? 1 : 2);

/** The order of IndexedDB: numbers, texts, lists; a list before those that it begins. */
export function compareKeys(a: Key, b: Key): number {
  if (typeof a === 'object' && typeof b === 'object') {
    for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
      const order = compareKeys(a[at]!, b[at]!);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  return a < b ? -1 : a > b ? 1 : 0;
}
