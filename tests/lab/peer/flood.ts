import type { ChumSession } from '../chum/session.ts';
import { drained } from '../chum/stream-answer.ts';

export interface FloodReport {
  /** frames on the wire both ways, without the closing round trip */
  readonly messages: number;
  /** UTF-8 bytes of the messages (flood) or of the objects received (exchange), before padding and encryption */
  readonly bytes: number;
  readonly ms: number;
}

const FIRST_ID = 1_000_000;

/**
 * Sends `count` data messages of exactly `size` bytes. Nobody asked for them, so the other side counts and ignores
 * them (§6.1); a last round trip proves that all have arrived.
 */
export async function flood(session: ChumSession, count: number, size: number): Promise<FloodReport> {
  const start = performance.now();
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    const message = fillerMessage(FIRST_ID + index, size);
    session.connection.send(message);
    bytes += message.length;
    if (index % 32 === 31) await breathe();
    await drained(session.connection);
  }
  await session.rpc.request(1);
  return { messages: count, bytes, ms: performance.now() - start };
}

/** `count` messages in all: half of them requests for one object, half its answers. `window` requests run at once. */
export async function exchange(session: ChumSession, count: number, hash: string, window = 16): Promise<FloodReport> {
  const start = performance.now();
  let left = Math.floor(count / 2);
  let bytes = 0;
  const ask = async (): Promise<void> => {
    while (left-- > 0) {
      const answer = String(await session.rpc.request(6, hash));
      bytes += answer.length;
    }
  };
  await Promise.all(Array.from({ length: window }, ask));
  return { messages: Math.floor(count / 2) * 2, bytes, ms: performance.now() - start };
}

function fillerMessage(responseId: number, size: number): string {
  const empty = JSON.stringify({ responseId, type: 'data', data: '' });
  const missing = size - empty.length;
  if (missing < 0) throw new Error(`A data message has at least ${empty.length} bytes`);
  return JSON.stringify({ responseId, type: 'data', data: 'x'.repeat(missing) });
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
