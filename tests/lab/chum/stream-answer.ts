import type { Connection } from '../connection/connection.ts';
import type { Payload } from '../connection/plugin.ts';
import { binaryChunk } from './binary-chunk.ts';
import { stringify } from './rpc-json.ts';

/** What a service returns to answer with a stream: text as JSON chunks, bytes as binary chunks (§6.1). */
export class StreamAnswer {
  readonly chunks: Iterable<Payload>;
  readonly failsAtEnd: boolean;

  constructor(chunks: Iterable<Payload>, failsAtEnd = false) {
    this.chunks = chunks;
    this.failsAtEnd = failsAtEnd;
  }
}

const HIGH_WATER = 262_144;
const LOW_WATER = 8_192;

export async function sendStream(
  connection: Connection,
  responseId: number,
  { chunks, failsAtEnd }: StreamAnswer,
  asArrayBuffer: boolean,
): Promise<void> {
  let encoding: string | undefined = 'utf8';
  for (const chunk of chunks) {
    if (connection.state.currentState !== 'open') return;
    if (typeof chunk === 'string') {
      connection.send(stringify({ responseId, type: 'stream', chunk, encoding }));
      encoding = undefined;
    } else {
      const message = binaryChunk(responseId, chunk);
      connection.send(asArrayBuffer ? message.slice().buffer : message);
    }
    await drained(connection);
  }
  if (connection.state.currentState !== 'open') return;
  const error = 'Error while reading the file stream';
  connection.send(
    stringify(failsAtEnd ? { responseId, type: 'stream-error', error } : { responseId, type: 'stream-end' }),
  );
}

/** §6.1 back-pressure. */
export async function drained(connection: Connection): Promise<void> {
  if (connection.bufferedAmount <= HIGH_WATER) return;
  while (connection.state.currentState === 'open' && connection.bufferedAmount > LOW_WATER) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
