import { toHex } from '../../crypto/hex.ts';
import type { Field } from '../dissection.ts';
import type { MessageDissector } from '../reading.ts';

const SIZE = 104;

/** The four challenges and answers by which persons prove themselves (PROTOCOL §3.1 e1–e4): known by their place. */
export const personChallenge: MessageDissector = (message, context) => {
  const name = context.binary;
  if (message.type !== 'binary' || message.bytes.length !== SIZE) return undefined;
  if (name !== 'person-challenge' && name !== 'person-response') return undefined;
  const step = context.ordinal;
  if (step !== 1 && step !== 2 && step !== 3 && step !== 4) return undefined;
  const part = (label: string, from: number, to: number): Field => ({
    name: label,
    value: toHex(message.bytes.subarray(from, to)),
    range: [message.offset + from, message.offset + to],
    secret: true,
  });
  return {
    layer: 'identity',
    name,
    phase: 'identity',
    title: 'Identity',
    summary: '104 B: nonce 24 · tag 16 · cipher 64',
    facts: [{ kind: name, step }],
    fields: () => [part('nonce', 0, 24), part('tag', 24, 40), part('ciphertext', 40, SIZE)],
  };
};
