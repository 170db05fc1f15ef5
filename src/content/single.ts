const iteratorKey = Symbol.iterator;

/** A list of one for the platform, which reads lists by iteration: this one brings its own, since that of arrays is the page's. */
export function single(value: unknown): Iterable<never> {
  let done = false;
  const next = (): object => {
    const step = { __proto__: null, done, value };
    done = true;
    return step;
  };
  return { __proto__: null, [iteratorKey]: () => ({ __proto__: null, next }) } as unknown as Iterable<never>;
}
