import type { PayloadType } from '../trace/records.ts';
import type { Payload, View } from './dissection.ts';
import { asObject, type JsonObject } from './json/members.ts';
import { scanJson, stringOf, type JsonNode } from './json/scan.ts';
import { sourceOfText, type Source } from './json/source.ts';

/** A whole message as dissectors read it: nothing is parsed before it is asked for. */
export interface Message {
  readonly type: PayloadType;
  readonly bytes: Uint8Array;
  /** Empty for binary. */
  readonly text: string;
  /** The message as a JSON object, where it is one. */
  readonly json: JsonObject | undefined;
  /** Text that is JSON of any kind. */
  readonly isJson: boolean;
  readonly source: Source;
  readonly view: View;
  /** Where `bytes` begin in the view. */
  readonly offset: number;
  readonly cut: boolean;
  /** The bytes were no valid UTF-8: the text has replacement characters. */
  readonly damagedText: boolean;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Longer JSON is not parsed: hundreds of megabytes would stop a browser. */
const MAX_JSON = 64 * 1024 * 1024;

export function createMessage(
  type: PayloadType,
  bytes: Uint8Array,
  place: { view: View; offset: number; cut?: boolean },
): Message {
  let text: string | undefined;
  let damaged = false;
  let parsed: { value: unknown } | undefined;
  const decode = (): string => {
    if (text !== undefined) return text;
    if (type === 'binary') return (text = '');
    try {
      text = strict.decode(bytes);
    } catch {
      damaged = true;
      text = lenient.decode(bytes);
    }
    return text;
  };
  const parse = (): { value: unknown } => (parsed ??= { value: parseJson(decode(), place.cut === true) });
  return {
    type,
    bytes,
    view: place.view,
    offset: place.offset,
    cut: place.cut === true,
    get text() {
      return decode();
    },
    get damagedText() {
      decode();
      return damaged;
    },
    get json() {
      return asObject(parse().value as JsonObject | undefined);
    },
    get isJson() {
      return parse().value !== undefined;
    },
    get source() {
      return sourceOfText(decode(), bytes.length, place.offset);
    },
  };
}

function parseJson(text: string, cut: boolean): unknown {
  if (text.length > MAX_JSON || !/^\s*["[{\d\-tfn]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return cut ? beforeTheCut(text) : undefined;
  }
}

/** Of a JSON object that was cut by the size limit: the plain members that came whole. */
function beforeTheCut(text: string): JsonObject | undefined {
  const source = sourceOfText(text, text.length, 0);
  const root: JsonNode = scanJson(source);
  if (root.type !== 'object') return undefined;
  const members: JsonObject = {};
  for (const child of root.children ?? []) {
    if (child.key === undefined || child.end >= text.length) continue;
    if (child.type === 'string') members[child.key] = stringOf(source, child);
    if (child.type === 'number') members[child.key] = Number(text.slice(child.start, child.end));
  }
  return members;
}

export const payloadOf = (message: Message): Payload =>
  message.type === 'text' ? { type: 'text', text: message.text } : { type: 'binary', bytes: message.bytes };
