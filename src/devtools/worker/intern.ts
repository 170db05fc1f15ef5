/** A table of values that many rows share. Entry 0 is the empty one; `fresh` gives what was added since it was last asked. */
export interface Intern<Value> {
  id(value: Value): number;
  fresh(): Value[];
}

export function createIntern<Value>(keyOf: (value: Value) => string, empty: Value, limit = 0xffff): Intern<Value> {
  const ids = new Map<string, number>([[keyOf(empty), 0]]);
  let added: Value[] = [];
  return {
    id(value) {
      const key = keyOf(value);
      const known = ids.get(key);
      if (known !== undefined) return known;
      // A recording may hold any number of made-up names: the last place is shared by all that come too late.
      if (ids.size > limit) return limit;
      ids.set(key, ids.size);
      added.push(value);
      return ids.size - 1;
    },
    fresh() {
      const taken = added;
      added = [];
      return taken;
    },
  };
}
