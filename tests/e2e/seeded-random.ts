/** Numbers in [0, 1) that a printed seed brings back (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The seed of this run: ONE_TRACE_SEED, else a new one. Printed by whoever uses it. */
export function chooseSeed(): number {
  return Number(process.env['ONE_TRACE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
}
