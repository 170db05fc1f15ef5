import { createByteSource } from './byte-source.ts';
import { createChunkCipher } from './chunk-cipher.ts';
import { writeHeader, type SealFor } from './header-write.ts';
import { CHUNK_BYTES, KEY_BYTES } from './layout.ts';
import type { Deriving, ScryptCost } from './passphrase-key.ts';
import { randomBytes, type Random } from './random-bytes.ts';

export interface SealOptions extends Deriving {
  random?: Random;
  /** Of turning a passphrase into a key; what is cheap here is cheap to guess. */
  cost?: ScryptCost;
}

/**
 * Seals bytes of any length for a passphrase or for the owners of public keys, as they are asked for. It holds one chunk of 64 KiB.
 * @returns the sealed file (layout.ts)
 * @throws SealError `wrong-key`, `wrong-passphrase` (an empty one); the reason of `signal`; an error of `chunks` as it is
 */
export async function* seal(
  chunks: AsyncIterable<Uint8Array>,
  recipients: SealFor,
  { random = randomBytes, ...options }: SealOptions = {},
): AsyncGenerator<Uint8Array> {
  const source = createByteSource(chunks);
  try {
    const fileKey = random(KEY_BYTES);
    const header = await writeHeader(fileKey, recipients, random, options);
    yield header.bytes;
    const cipher = createChunkCipher(fileKey, header.tag);
    for (let index = 0, last = false; !last; index += 1) {
      options.signal?.throwIfAborted();
      const content = await source.take(CHUNK_BYTES);
      // Only a look beyond a full chunk tells whether it is the last.
      last = content.length < CHUNK_BYTES || (await source.peek(1)).length === 0;
      yield cipher.seal(index, last, content);
    }
  } finally {
    await source.close();
  }
}
