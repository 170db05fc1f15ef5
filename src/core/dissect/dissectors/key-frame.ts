import { toHex } from '../../crypto/hex.ts';
import type { Field } from '../dissection.ts';
import type { Message } from '../message.ts';
import type { MessageDissector } from '../reading.ts';

const SIZE = 72;

/** The sealed ephemeral keys (PROTOCOL §2.2). What makes a frame one is its place, not its size. */
export const keyFrame: MessageDissector = (message, context) => {
  if (context.place !== 'key-frame') return undefined;
  const size = message.bytes.length;
  return {
    layer: 'key-exchange',
    name: 'key-frame',
    phase: 'encryption',
    title: 'Key exchange',
    summary: 'ephemeral X25519 key, sealed with static keys',
    facts: [{ kind: 'key-frame', ordinal: context.ordinal === 2 ? 2 : 1 }],
    ...(size === SIZE
      ? {}
      : { problem: { code: 'key-frame.size', message: `a key frame has 72 bytes, this one ${size}` } }),
    fields: () => parts(message),
  };
};

function parts(message: Message): Field[] {
  const part = (name: string, from: number, to: number, note?: string): Field => ({
    name,
    value: toHex(message.bytes.subarray(from, to)),
    range: [message.offset + Math.min(from, message.bytes.length), message.offset + Math.min(to, message.bytes.length)],
    ...(note ? { note } : {}),
  });
  if (message.bytes.length !== SIZE) return [part('bytes', 0, Math.min(message.bytes.length, 4096))];
  return [part('nonce', 0, 24), part('tag', 24, 40), part('ciphertext', 40, SIZE, 'ephemeral X25519 public key')];
}
