import { toHex } from '../../crypto/hex.ts';
import type { Field } from '../dissection.ts';
import { fieldsOfJson, shown, type FieldStyle } from '../json/fields.ts';
import { scanJson } from '../json/scan.ts';
import { createMessage, type Message } from '../message.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Values are short: what is longer was forged, and its hex view has it. */
const MAX_HEX = 4096;

/** The value of an attribute behind its first bytes, as text; undefined where it is no UTF-8. Its places are those of the value. */
export function textBehind({ bytes, view, offset, cut }: Message, skip: number): Message | undefined {
  const rest = bytes.subarray(skip);
  try {
    strict.decode(rest);
  } catch {
    return undefined;
  }
  return createMessage('text', rest, { view, offset: offset + skip, cut });
}

/** The rest of a value as fields: JSON by its members, else as text, else as hex; always with the bytes it was read from. */
export function fieldsBehind(message: Message, skip: number, name: string, style: FieldStyle = {}): Field[] {
  const text = textBehind(message, skip);
  if (text?.json) return fieldsOfJson(text.source, scanJson(text.source), style);
  return message.bytes.length > skip ? [fieldBehind(message, skip, name, style.secret?.has(name) === true)] : [];
}

/** The rest of a value as one field. */
export function fieldBehind(message: Message, skip: number, name: string, secret = false): Field {
  const { bytes, offset } = message;
  const text = textBehind(message, skip);
  const value = text ? shown(text.text) : { value: toHex(bytes.subarray(skip, skip + MAX_HEX)) };
  return { name, ...value, range: [offset + skip, offset + bytes.length], ...(secret ? { secret } : {}) };
}
