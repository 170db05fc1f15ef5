import type { PayloadType } from '../trace/records.ts';
import type { Payload, View } from './dissection.ts';
import { asObject, type JsonObject } from './json/members.ts';
import { scanJson, stringOf } from './json/scan.ts';
import { sourceOfText, type Source } from './json/source.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Longer JSON is not parsed: hundreds of megabytes would stop a browser. */
const MAX_JSON = 64 * 1024 * 1024;

/** Where a message lies, and whether it is whole. */
export interface Place {
  view: View;
  /** Offset in the view of its first byte. */
  offset: number;
  /** The size limit cut it. */
  cut?: boolean;
}

/**
 * A whole message as dissectors read it: nothing is parsed before it is asked for, and only once. A class because one is
 * made for each frame of a trace: its getters cost nothing, closures would.
 */
export class Message {
  readonly type: PayloadType;
  readonly bytes: Uint8Array;
  readonly view: View;
  readonly offset: number;
  readonly cut: boolean;
  #text: string | undefined;
  #damaged = false;
  #json: JsonObject | undefined;
  #isJson: boolean | undefined;

  constructor(type: PayloadType, bytes: Uint8Array, { view, offset, cut = false }: Place) {
    this.type = type;
    this.bytes = bytes;
    this.view = view;
    this.offset = offset;
    this.cut = cut;
  }

  /** Empty for binary. */
  get text(): string {
    if (this.#text !== undefined) return this.#text;
    if (this.type === 'binary') return '';
    try {
      this.#text = strict.decode(this.bytes);
    } catch {
      this.#damaged = true;
      this.#text = lenient.decode(this.bytes);
    }
    return this.#text;
  }

  /** The bytes were no valid UTF-8: the text has replacement characters. */
  get damagedText(): boolean {
    return this.text.length > 0 && this.#damaged;
  }

  /** The message as a JSON object, where it is one. */
  get json(): JsonObject | undefined {
    if (this.#isJson === undefined) this.#parse();
    return this.#json;
  }

  /** Text that is JSON of any kind. */
  get isJson(): boolean {
    if (this.#isJson === undefined) this.#parse();
    return this.#isJson === true;
  }

  /** The text with the places of its characters in the view. */
  get source(): Source {
    return sourceOfText(this.text, this.bytes.length, this.offset);
  }

  #parse(): void {
    const value = parseJson(this.text, this.cut);
    this.#isJson = value !== undefined;
    this.#json = asObject(value as JsonObject | undefined);
  }
}

export const createMessage = (type: PayloadType, bytes: Uint8Array, place: Place): Message =>
  new Message(type, bytes, place);

const MAY_BE_JSON = /^\s*["[{\d\-tfn]/;

function parseJson(text: string, cut: boolean): unknown {
  if (text.length > MAX_JSON || !MAY_BE_JSON.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return cut ? beforeTheCut(text) : undefined;
  }
}

/** Of a JSON object that was cut by the size limit: the plain members that came whole. */
function beforeTheCut(text: string): JsonObject | undefined {
  const source = sourceOfText(text, text.length, 0);
  const root = scanJson(source);
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
