import { toHex } from '../../crypto/hex.ts';
import type { Padded } from '../../crypto/padding.ts';
import type { Field, LayerNode } from '../dissection.ts';
import { bytesOf, plural } from '../words.ts';

const TAG = 16;

/** The part of the tree that speaks of an opened frame. */
export const openedNode = (counter: number, padded: Padded): LayerNode => ({
  layer: 'encryption',
  title: 'Encryption',
  summary: `xsalsa20poly1305 · counter ${counter} · tag valid`,
  view: 'plain',
  fields: paddingFields(padded),
});

function paddingFields({ flags, isText, lengthBytes, padding, start }: Padded): Field[] {
  const words = `${isText ? 'string' : 'bytes'}, ${lengthBytes === 0 ? 'no padding' : plural(lengthBytes, 'length byte', 'length bytes')}`;
  const fields: Field[] = [
    { name: 'flags', value: `0x${flags.toString(16).padStart(2, '0')}`, note: words, range: [0, 1] },
  ];
  if (lengthBytes > 0) {
    const note = padding === 1 ? 'random byte' : 'random bytes';
    fields.push({ name: 'padding', value: padding, note, range: [1, start] });
  }
  return fields;
}

/** The part of the tree that speaks of a frame that stayed locked. */
export function lockedNode(frame: Uint8Array | undefined, expected: number | undefined, why: string): LayerNode {
  const size = frame?.length ?? 0;
  const fields: Field[] = [];
  if (frame && size >= TAG) {
    fields.push({ name: 'tag', value: toHex(frame.subarray(0, TAG)), range: [0, TAG] });
    fields.push({ name: 'ciphertext', value: bytesOf(size - TAG), range: [TAG, size] });
    fields.push({ name: 'payload', value: payloadRange(size), note: 'random padding hides the rest' });
  }
  if (expected !== undefined) fields.push({ name: 'counter', value: expected, note: 'expected' });
  return { layer: 'encryption', title: 'Encryption', summary: `xsalsa20poly1305 · ${why}`, view: 'wire', fields };
}

/** Up to 255 bytes of padding (PROTOCOL §2.3) leave the payload's length in this range. */
export function payloadRange(size: number): string {
  const most = Math.max(0, size - TAG - 1);
  return `${Math.max(0, most - 255)}–${most} B`;
}
