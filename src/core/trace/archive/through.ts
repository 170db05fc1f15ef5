/** Input goes in in pieces of this size: what one piece expands to is all that is ever held. */
const PIECE_BYTES = 16_384;

interface Pair {
  readable: ReadableStream<Uint8Array>;
  writable: WritableStream<BufferSource>;
}

/** Where a stream was when it failed: before or after its input had ended. */
export class ThroughError extends Error {
  readonly inputEnded: boolean;

  constructor(inputEnded: boolean, cause: unknown) {
    super('the stream failed', { cause });
    this.inputEnded = inputEnded;
  }
}

/**
 * Chunks through a transform of the platform, at the pace of the reader.
 * @throws ThroughError where the transform fails, after its whole output up to there; an error of `chunks` as it is
 */
export async function* through(chunks: AsyncIterable<Uint8Array>, pair: Pair): AsyncGenerator<Uint8Array> {
  const writer = pair.writable.getWriter();
  const reader = pair.readable.getReader();
  let inputEnded = false;
  let sourceError: { error: unknown } | undefined;

  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
    } catch (error) {
      sourceError = { error };
      throw error;
    }
  }

  async function feed(): Promise<void> {
    try {
      for await (const chunk of watched()) {
        for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
          await writer.ready;
          await writer.write(chunk.slice(at, at + PIECE_BYTES));
        }
      }
    } catch (error) {
      await writer.abort(error);
      return;
    }
    // An error drops what is still queued, and closing is what makes a cut stream fail: so only when all has been taken.
    await writer.ready;
    inputEnded = true;
    await writer.close();
  }

  // Failures come out of the reader as well, which is where they are handled.
  const feeding = feed().catch(() => undefined);
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    finished = true;
  } catch (cause) {
    finished = true;
    await feeding;
    if (sourceError) throw sourceError.error;
    throw new ThroughError(inputEnded, cause);
  } finally {
    if (!finished) await Promise.allSettled([reader.cancel(), writer.abort()]);
    await feeding;
  }
}
