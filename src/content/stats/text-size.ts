import { Buffer, Bytes, method } from '../../core/trace/captured.ts';

const encoder = new TextEncoder();
const encodeInto = method(TextEncoder.prototype, 'encodeInto');
const substring = method(String.prototype, 'substring');
const STEP = 16_384;
const scratch = new Bytes(new Buffer(STEP * 3));

/** Bytes of a text as UTF-8, which is what a socket sends. */
export function textSize(text: string): number {
  if (text.length <= STEP) return encodeInto(encoder, text, scratch).written;
  let size = 0;
  for (let at = 0; at < text.length;) {
    // encodeInto stops before half a character, so the next step begins with all of it.
    const { read, written } = encodeInto(encoder, substring(text, at, at + STEP), scratch);
    const isLast = at + STEP >= text.length;
    const half = !isLast && isHighSurrogate(text[at + STEP - 1]);
    size += half ? written - 3 : written;
    at += half ? read - 1 : read;
  }
  return size;
}

const isHighSurrogate = (unit: string | undefined): boolean =>
  unit !== undefined && unit >= '\ud800' && unit <= '\udbff';
