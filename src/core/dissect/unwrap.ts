import type { Padded } from '../crypto/padding.ts';
import type { Layer } from './dissection.ts';
import { readMarker } from './dissectors/fragmentation.ts';
import { readKeepalive } from './dissectors/keepalive.ts';
import { createMessage, type Message } from './message.ts';

/** What is inside a box, after the layers between the encryption and the message (PROTOCOL §2.4). */
export type Unwrapped =
  | { kind: 'keepalive' }
  | { kind: 'start'; of: 'string' | 'binary' }
  | { kind: 'end' }
  | { kind: 'message'; message: Message; acted: Layer[] };

const LETTER_F = 0x66;
const LETTER_K = 0x6b;

/** Undoes keepalive and fragmentation escapes, in the order in which they lie on the wire. */
export function unwrap(box: Uint8Array, padded: Padded): Unwrapped {
  const payload = box.subarray(padded.start);
  const whole = createMessage(padded.isText ? 'text' : 'binary', payload, { view: 'plain', offset: padded.start });
  const first = payload[0];
  if (!padded.isText || (first !== LETTER_F && first !== LETTER_K))
    return { kind: 'message', message: whole, acted: [] };

  const keepalive = readKeepalive(whole.text);
  if (keepalive.kind === 'keepalive') return keepalive;
  if (keepalive.escaped) return { kind: 'message', message: withoutLast(whole), acted: ['keepalive'] };
  const marker = readMarker(whole.text);
  if (marker.kind !== 'passed') return marker;
  return marker.escaped
    ? { kind: 'message', message: withoutLast(whole), acted: ['fragmentation'] }
    : { kind: 'message', message: whole, acted: [] };
}

/** An escape is one character at the end. */
function withoutLast(message: Message): Message {
  const { bytes, offset } = message;
  let end = bytes.length - 1;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return createMessage('text', bytes.subarray(0, end), { view: 'plain', offset });
}
