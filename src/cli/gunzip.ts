import { createGunzip } from 'node:zlib';
import { StreamError } from '../core/trace/archive/error.ts';

const PIECE_BYTES = 16_384;
/** Room for what a piece of a recording expands to, so that it takes one turn of zlib's thread. */
const OUT_BYTES = 65_536;

/**
 * Gunzip for Node. Its DecompressionStream, and reading a zlib stream by iteration, drop what was already expanded when the input turns
 * out to be cut; here every piece is taken before the next one goes in. That one is expanded while the reader has this one.
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ chunkSize: OUT_BYTES });
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
  function taken(): Uint8Array[] {
    const ready = out;
    out = [];
    return ready;
  }

  let expanding = Promise.resolve();
  /** What the last piece gave, when it is done; the next one goes in before that is handed on. */
  async function* turn(next?: Uint8Array): AsyncGenerator<Uint8Array> {
    await expanding;
    const ready = taken();
    const damaged = failed !== undefined;
    if (next && !damaged) expanding = answered((done) => stream.write(next, () => done()));
    yield* ready;
    if (damaged) throw new StreamError('damaged');
  }

  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield* turn(chunk.subarray(at, at + PIECE_BYTES));
    }
    yield* turn();
    // Only the close tells: what the last bytes lack is noticed after the end has been accepted.
    await answered(() => stream.end());
    yield* taken();
    if (failed) throw new StreamError('truncated');
  } finally {
    stream.destroy();
  }
}
