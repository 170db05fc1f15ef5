import type { ByteSource } from './byte-source.ts';
import type { ChunkCipher } from './chunk-cipher.ts';
import { CHUNK_BYTES, FRAME_HEAD_BYTES, LAST, TAG_BYTES } from './layout.ts';
import { SealError } from './seal-error.ts';

const FULL = CHUNK_BYTES + TAG_BYTES;

/**
 * The content of the chunks, each as soon as it has proved genuine.
 * @throws SealError `damaged`, `cut-short`, when all before was handed on; the reason of `signal`
 */
export async function* readChunks(
  source: ByteSource,
  cipher: ChunkCipher,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for (let index = 0, last = false; !last; index += 1) {
    signal?.throwIfAborted();
    const head = await readHead(source);
    last = head.last;
    const sealed = await source.take(head.length);
    // Where bytes are missing it may also be the length that is wrong: then what is there opens.
    const content = cipher.open(index, last, sealed);
    if (sealed.length < head.length) throw content ? damaged() : cutShort();
    if (content === undefined) throw damaged();
    if (content.length > 0) yield content;
  }
  if ((await source.peek(1)).length > 0)
    throw new SealError('damaged', 'something was added to it: it goes on behind its sealed end');
}

async function readHead(source: ByteSource): Promise<{ last: boolean; length: number }> {
  const bytes = await source.take(FRAME_HEAD_BYTES);
  if (bytes.length < FRAME_HEAD_BYTES) throw cutShort();
  const word = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const last = word >= LAST;
  const length = last ? word - LAST : word;
  // Else a crafted length could make the reader hold 2 GiB. What is too short for a chunk does not open.
  if (last ? length > FULL : length !== FULL) throw damaged();
  return { last, length };
}

const damaged = (): SealError => new SealError('damaged', 'it is damaged, or was changed, after it was sealed');
const cutShort = (): SealError => new SealError('cut-short', 'it is cut short: its sealed end is missing');
