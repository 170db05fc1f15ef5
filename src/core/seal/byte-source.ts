import { joinBytes } from '../trace/join-bytes.ts';

/** Bytes in the portions that a reader wants, from chunks as they come. Holds one portion and one chunk. */
export interface ByteSource {
  /** @returns `length` bytes, taken off; fewer where the source ends. */
  take(length: number): Promise<Uint8Array>;
  /** @returns as much, which the next `take` will give again. */
  peek(length: number): Promise<Uint8Array>;
  /** All that is left, in the chunks in which it comes. */
  rest(): AsyncGenerator<Uint8Array>;
  /** Tells the source that no more is wanted. */
  close(): Promise<void>;
}

export function createByteSource(chunks: AsyncIterable<Uint8Array>): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let parts: Uint8Array[] = [];
  let held = 0;

  async function fill(length: number): Promise<void> {
    while (held < length) {
      const next = await iterator.next();
      if (next.done) return;
      parts.push(next.value);
      held += next.value.length;
    }
  }

  async function portion(length: number, remove: boolean): Promise<Uint8Array> {
    await fill(length);
    const all = joinBytes(parts);
    const taken = all.subarray(0, length);
    parts = [remove ? all.subarray(taken.length) : all];
    held = parts[0]?.length ?? 0;
    return taken;
  }

  return {
    take: (length) => portion(length, true),
    peek: (length) => portion(length, false),
    async *rest() {
      yield* parts;
      yield* { [Symbol.asyncIterator]: () => iterator };
    },
    async close() {
      await iterator.return?.();
    },
  };
}
