import { createGunzip } from 'node:zlib';
import { StreamError } from '../core/trace/archive/error.ts';

const PIECE_BYTES = 16_384;

/**
 * Gunzip for Node. Its DecompressionStream, and reading a zlib stream by iteration, drop what was already expanded when the input turns
 * out to be cut; here every piece is taken before the next one goes in.
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = createGunzip();
  let out: Uint8Array[] = [];
  let failed: Error | undefined;
  stream.on('data', (piece: Uint8Array) => out.push(piece));
  stream.on('error', (error) => (failed = error));

  // After an error zlib calls nobody back, so the stream's end counts as an answer too.
  const answered = (ask: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      if (failed || stream.destroyed) return resolve();
      stream.once('close', resolve);
      ask(() => {
        stream.off('close', resolve);
        resolve();
      });
    });
  function* taken(): Generator<Uint8Array> {
    const ready = out;
    out = [];
    yield* ready;
  }

  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        await answered((done) => stream.write(chunk.subarray(at, at + PIECE_BYTES), () => done()));
        yield* taken();
        if (failed) throw new StreamError('damaged');
      }
    }
    // Only the close tells: what the last bytes lack is noticed after the end has been accepted.
    await answered(() => stream.end());
    yield* taken();
    if (failed) throw new StreamError('truncated');
  } finally {
    stream.destroy();
  }
}
