import { Buffer, Bytes, byteLengthOf, getter, method, setBytes, uncurry } from '../../core/trace/captured.ts';
import { getPrototypeOf } from '../natives.ts';

const typed = getPrototypeOf(Uint8Array.prototype) as Uint8Array;
const typedTag = /* @__PURE__ */ uncurry(
  Object.getOwnPropertyDescriptor(typed, Symbol.toStringTag)?.get as (this: unknown) => string,
);
const typedBuffer = /* @__PURE__ */ getter(typed, 'buffer');
const typedOffset = /* @__PURE__ */ getter(typed, 'byteOffset');
const viewBuffer = /* @__PURE__ */ getter(DataView.prototype, 'buffer');
const viewOffset = /* @__PURE__ */ getter(DataView.prototype, 'byteOffset');
const viewLength = /* @__PURE__ */ getter(DataView.prototype, 'byteLength');
const bufferLength = /* @__PURE__ */ getter(ArrayBuffer.prototype, 'byteLength');
const sharedLength: ((shared: SharedArrayBuffer) => number) | undefined =
  typeof SharedArrayBuffer === 'function' ? getter(SharedArrayBuffer.prototype, 'byteLength') : undefined;
const blobSize = /* @__PURE__ */ getter(Blob.prototype, 'size');
const { isView } = ArrayBuffer;

/** What a WebSocket can carry, told apart by what it is, not by what it claims to be. */
export type Content =
  { is: 'text'; text: string } | { is: 'bytes'; bytes: Uint8Array } | { is: 'blob'; blob: Blob; size: number };

/** undefined for a value that is none of these. */
export function contentOf(value: unknown): Content | undefined {
  if (typeof value === 'string') return { is: 'text', text: value };
  if (typeof value !== 'object' || value === null) return undefined;
  if (isView(value)) return { is: 'bytes', bytes: bytesOfView(value) };
  const bytes = bytesOfBuffer(value);
  if (bytes !== undefined) return { is: 'bytes', bytes };
  try {
    return { is: 'blob', blob: value as Blob, size: blobSize(value as Blob) };
  } catch {
    return undefined;
  }
}

/** The kind of a typed array as the engine knows it: `Uint8Array`; undefined for anything else. */
export const kindOfTyped = (value: unknown): string | undefined => typedTag(value);

/** The same memory as bytes; also of a foreign realm, a shared buffer or a slice with an offset. */
export function bytesOfView(view: ArrayBufferView): Uint8Array {
  if (typedTag(view) !== undefined) {
    const array = view as Uint8Array;
    return new Bytes(typedBuffer(array), typedOffset(array), byteLengthOf(array));
  }
  const data = view as DataView;
  return new Bytes(viewBuffer(data), viewOffset(data), viewLength(data));
}

export function bytesOfBuffer(value: object): Uint8Array | undefined {
  try {
    return new Bytes(value as ArrayBuffer, 0, bufferLength(value as ArrayBuffer));
  } catch {
    // not an ArrayBuffer
  }
  try {
    const shared = value as SharedArrayBuffer;
    return sharedLength && new Bytes(shared, 0, sharedLength(shared));
  } catch {
    return undefined;
  }
}

/** At most `limit` bytes of it, in memory of our own. */
export function copyBytes(bytes: Uint8Array, limit: number): Uint8Array {
  const length = byteLengthOf(bytes);
  const kept = length > limit ? limit : length;
  const copy = new Bytes(new Buffer(kept));
  setBytes(copy, firstBytes(bytes, kept), 0);
  return copy;
}

/** A view of the first bytes; made without subarray(), which asks the page's constructor. */
export const firstBytes = (bytes: Uint8Array, count: number): Uint8Array =>
  new Bytes(typedBuffer(bytes), typedOffset(bytes), count);

const encoder = new TextEncoder();
const encodeInto = /* @__PURE__ */ method(TextEncoder.prototype, 'encodeInto');
const substring = /* @__PURE__ */ method(String.prototype, 'substring');

/** Text as UTF-8: its size in bytes, and at most `limit` bytes of it that end between two characters. */
export function encodeUpTo(text: string, limit: number): { size: number; bytes: Uint8Array } {
  const bytes = new Bytes(new Buffer(limit));
  const start = encodeInto(encoder, text, bytes);
  const scratch = new Bytes(new Buffer(65_536));
  let size = start.written;
  for (let at = start.read; at < text.length;) {
    const end = at + (isHighSurrogate(text[at + 16_383]) ? 16_383 : 16_384);
    const step = encodeInto(encoder, substring(text, at, end), scratch);
    size += step.written;
    at += step.read;
  }
  return { size, bytes: firstBytes(bytes, start.written) };
}

const isHighSurrogate = (unit: string | undefined): boolean =>
  unit !== undefined && unit >= '\ud800' && unit <= '\udbff';
