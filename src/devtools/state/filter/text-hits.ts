/** What the worker found for the text terms of the filter, as bits per row. */
export interface TextHits {
  /** Rows up to here are answered for every term. */
  readonly covered: number;
  has(term: number, row: number): boolean;
  add(term: number, from: number, count: number, bits: Uint8Array): void;
}

export function createTextHits(terms: number): TextHits {
  const found = Array.from({ length: terms }, () => ({ bits: new Uint8Array(1024), covered: 0 }));
  return {
    get covered() {
      return terms === 0 ? Infinity : Math.min(...found.map(({ covered }) => covered));
    },
    has(term, row) {
      return (((found[term]?.bits[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
    },
    add(term, from, count, bits) {
      const of = found[term];
      if (of === undefined || from !== of.covered) return;
      const need = (from + count + 7) >> 3;
      if (need > of.bits.length) {
        const grown = new Uint8Array(Math.max(of.bits.length * 2, need));
        grown.set(of.bits);
        of.bits = grown;
      }
      for (let i = 0; i < count; i += 1) {
        if (((bits[i >> 3] ?? 0) >> (i & 7)) & 1) {
          const row = from + i;
          of.bits[row >> 3] = (of.bits[row >> 3] ?? 0) | (1 << (row & 7));
        }
      }
      of.covered = from + count;
    },
  };
}
