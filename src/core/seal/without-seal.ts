import { StreamError } from '../trace/archive/error.ts';
import { createByteSource } from './byte-source.ts';
import { isSealed, MAGIC } from './layout.ts';
import type { Deriving } from './passphrase-key.ts';
import { SealError } from './seal-error.ts';
import type { Unsealer } from './unseal.ts';

/**
 * The bytes of a recording, whether sealed or not, for `openArchive`: what is not sealed passes as it is. Where a sealed file turns out to
 * be cut or damaged, openArchive says how many lines can be read, and `salvage` reads them.
 * @throws SealError where the seal cannot be opened at all; StreamError behind the last genuine chunk; the reason of `signal`
 */
export async function* withoutSeal(
  chunks: AsyncIterable<Uint8Array>,
  unsealer: Unsealer,
  options: Deriving = {},
): AsyncGenerator<Uint8Array> {
  const source = createByteSource(chunks);
  try {
    if (isSealed(await source.peek(MAGIC.length))) yield* asStream(await unsealer.open(source, options));
    else yield* source.rest();
  } finally {
    await source.close();
  }
}

async function* asStream(content: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new StreamError(error.code === 'cut-short' ? 'truncated' : 'damaged');
  }
}
