import { concat } from '../crypto/bytes.ts';

/** §6.1: the request id as little-endian IEEE-754 double, then the file's bytes. */
export function binaryChunk(requestId: number, bytes: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(8));
  head.setFloat64(0, requestId, true);
  return concat(new Uint8Array(head.buffer), bytes);
}

/** An empty message throws the RangeError of §6.6, with the engine's own text. */
export function readChunk(message: Uint8Array): { requestId: number; bytes: Uint8Array } {
  const head = new Float64Array(message.slice(0, 8).buffer, 0, 1);
  return { requestId: head[0] ?? Number.NaN, bytes: message.subarray(8) };
}
