import { StreamError } from './error.ts';
import { through, ThroughError } from './through.ts';

/**
 * Expands gzip. Where the input is cut or damaged it delivers what it can and then throws StreamError.
 * Readers can be given another one: Node's own streams drop the last pieces of a cut file (src/cli/gunzip.ts does not).
 */
export type Gunzip = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** With the DecompressionStream of the platform (browsers, Node ≥ 18). */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* through(chunks, new DecompressionStream('gzip'));
  } catch (error) {
    if (error instanceof ThroughError) throw new StreamError(error.inputEnded ? 'truncated' : 'damaged');
    throw error;
  }
}

export const isGzip = (start: Uint8Array): boolean => start[0] === 0x1f && start[1] === 0x8b;
