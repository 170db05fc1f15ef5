import { toHex } from '../crypto/hex.ts';
import { createByteSource, type ByteSource } from './byte-source.ts';
import { createChunkCipher } from './chunk-cipher.ts';
import { readChunks } from './chunk-reader.ts';
import { damagedHeader, readHeader, type ReadHeader } from './header-read.ts';
import { sameBytes, tagOf } from './header-tag.ts';
import { openWithKey } from './lock-key.ts';
import { openWithPassphrase } from './lock-passphrase.ts';
import type { Deriving } from './passphrase-key.ts';

/** What somebody has to open sealed files with: what is needed is taken, the rest passed over. */
export interface Opener {
  passphrase?: string | undefined;
  /** `otsec1…`, or the text of the file that holds it. */
  secretKey?: string | undefined;
}

/** Opens any number of files, and each as often as it is read, but derives a key only once. */
export interface Unsealer {
  /**
   * Takes the header off.
   * @returns the content, chunk by chunk, each as soon as it has proved genuine; throws SealError `damaged`, `cut-short` in the course of it
   * @throws SealError of any code where the header cannot be opened; the reason of `signal`
   */
  open(source: ByteSource, options?: Deriving): Promise<AsyncGenerator<Uint8Array>>;
}

export function createUnsealer(opener: Opener): Unsealer {
  const fileKeys = new Map<string, Uint8Array>();

  async function fileKeyOf(header: ReadHeader, options: Deriving): Promise<Uint8Array> {
    const name = toHex(header.checked);
    const known = fileKeys.get(name);
    if (known) return known;
    const fileKey =
      header.kind === 'keys'
        ? openWithKey(header.lock, opener.secretKey)
        : await openWithPassphrase(header.lock, opener.passphrase, options);
    fileKeys.set(name, fileKey);
    return fileKey;
  }

  return {
    async open(source, options = {}) {
      const header = await readHeader(source);
      const fileKey = await fileKeyOf(header, options);
      if (!sameBytes(header.tag, tagOf(fileKey, header.checked))) throw damagedHeader();
      return readChunks(source, createChunkCipher(fileKey, header.tag), options.signal);
    },
  };
}

/**
 * Opens a sealed file (layout.ts) as it is asked for; it holds one chunk. What it has handed on is genuine and in order, but only when it
 * ends without an error was it the whole.
 * @throws SealError; the reason of `signal`; an error of `chunks` as it is
 */
export async function* unseal(
  chunks: AsyncIterable<Uint8Array>,
  opener: Opener,
  options: Deriving = {},
): AsyncGenerator<Uint8Array> {
  const source = createByteSource(chunks);
  try {
    yield* await createUnsealer(opener).open(source, options);
  } finally {
    await source.close();
  }
}
