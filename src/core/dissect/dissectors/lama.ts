import type { Field, Phase } from '../dissection.ts';
import type { Fact } from '../facts.ts';
import { attributeName } from '../gatt/attributes.ts';
import { isUnfinishedJson } from '../gatt/unfinished.ts';
import { fieldBehind, fieldsBehind, textBehind } from '../gatt/value.ts';
import { arrayAt, present, stringAt, type JsonObject } from '../json/members.ts';
import { createMessage, type Message } from '../message.ts';
import type { MessageDissector, Reading } from '../reading.ts';
import { bytesOf, line } from '../words.ts';

interface Type {
  name: string;
  word: string;
  phase: Phase;
  /** `json`: a payload that is none is no message of this type. */
  payload: 'json' | 'text' | 'any';
  summary: string;
  /** Below these names, or everywhere, nothing may be shown. */
  secret?: ReadonlySet<string>;
}

const everything: ReadonlySet<string> = Object.assign(new Set<string>(), {
  has: (name: string) => !SAID_OPENLY.has(name),
});
const SAID_OPENLY: ReadonlySet<string> = new Set(['type', 'version', 'timestamp', 'success', 'status']);

const PAIRING_REQUEST: Type = {
  name: 'lama.pairing-request',
  word: 'PAIRING_REQUEST',
  phase: 'pairing',
  payload: 'any',
  summary: 'asks to be paired',
  secret: everything,
};
const PAIRING_RESPONSE: Type = {
  name: 'lama.pairing-response',
  word: 'PAIRING_RESPONSE',
  phase: 'pairing',
  payload: 'any',
  summary: 'answers to the pairing',
  secret: everything,
};
const HANDSHAKE: Type = {
  name: 'lama.handshake',
  word: 'HANDSHAKE',
  phase: 'discovery',
  payload: 'json',
  summary: 'says what it is',
};

/** By the first byte (PROTOCOL §11.1). */
const TYPES: readonly (Type | undefined)[] = [
  undefined,
  HANDSHAKE,
  { name: 'lama.text', word: 'TEXT_MESSAGE', phase: 'data', payload: 'text', summary: 'a text' },
  { name: 'lama.binary', word: 'BINARY_DATA', phase: 'data', payload: 'any', summary: 'bytes' },
  {
    name: 'lama.credential',
    word: 'CREDENTIAL_EXCHANGE',
    phase: 'identity',
    payload: 'json',
    summary: 'shows a credential',
    secret: everything,
  },
  PAIRING_REQUEST,
  PAIRING_RESPONSE,
  { name: 'lama.heartbeat', word: 'HEARTBEAT', phase: 'keepalive', payload: 'any', summary: 'sign of life' },
  {
    name: 'lama.announce',
    word: 'DISCOVERY_ANNOUNCE',
    phase: 'discovery',
    payload: 'any',
    summary: 'says that it is there',
  },
  {
    name: 'lama.quicvc-init',
    word: 'QUICVC_INIT',
    phase: 'encryption',
    payload: 'any',
    summary: 'begins QUIC-VC',
    secret: everything,
  },
  { name: 'lama.close', word: 'CONNECTION_CLOSE', phase: 'data', payload: 'any', summary: 'says goodbye' },
];

const INFO: Type = {
  name: 'lama.device-info',
  word: 'DEVICE_INFO',
  phase: 'discovery',
  payload: 'any',
  summary: 'what the device says of itself',
};
const STATUS: Type = {
  name: 'lama.status',
  word: 'CONNECTION_STATUS',
  phase: 'keepalive',
  payload: 'any',
  summary: 'state of the connection',
};

/** Messages of the LAMA service: a type byte and its payload on the message characteristics, bare values on the others. */
export const lama: MessageDissector = (message, { gatt }) => {
  if (gatt === undefined || message.bytes.length === 0) return undefined;
  switch (attributeName(gatt.channel)) {
    case 'MESSAGE_TX':
    case 'MESSAGE_RX':
      return gatt.isPiece ? piece(message, begins(message) ? 'begins' : 'continues') : read(message, gatt.before);
    case 'DEVICE_INFO':
      return reading(message, INFO, 0);
    case 'CONNECTION_STATUS':
      return reading(message, STATUS, 0);
    case 'PAIRING_REQUEST':
      return reading(message, PAIRING_REQUEST, 0);
    case 'PAIRING_RESPONSE':
      return reading(message, PAIRING_RESPONSE, 0);
    default:
      return undefined;
  }
};

/** A value that completes what began before it, a whole message, or a piece of one: in this order, since pieces have no mark of their own. */
function read(message: Message, before: Uint8Array | undefined): Reading | undefined {
  const joined = before && joinedWith(before, message);
  const whole = joined && readWhole(joined);
  if (joined && whole && isJson(joined))
    return { ...whole, whole: joined, piece: 'ends', wire: () => [pieceOf(message)] };
  const own = readWhole(message);
  if (own) return own;
  if (joined && isUnfinishedJson(textOf(joined))) return piece(message, 'continues');
  return begins(message) ? piece(message, 'begins') : undefined;
}

const begins = (message: Message): boolean => isUnfinishedJson(textOf(message));

function readWhole(message: Message): Reading | undefined {
  const type = TYPES[message.bytes[0] ?? 0];
  if (type) return reading(message, type, 1);
  const said = stringAt(textBehind(message, 0)?.json, 'type');
  return said?.startsWith('LAMA_APP') ? reading(message, HANDSHAKE, 0) : undefined;
}

function reading(message: Message, type: Type, skip: number): Reading | undefined {
  const { name, word, phase, payload, summary, secret } = type;
  const text = textBehind(message, skip);
  if ((payload === 'json' && !text?.json) || (payload === 'text' && !text)) return undefined;
  const success = text?.json?.['success'];
  const { offset } = message;
  const head: Field = { name: 'type', value: message.bytes[0] ?? 0, note: word, range: [offset, offset + 1] };
  return {
    layer: 'lama',
    name,
    phase,
    title: 'LAMA',
    summary: line(name === 'lama.handshake' ? handshake(text?.json) : `${summary}${sizeOf(message, skip)}`),
    facts: [present<Fact>({ kind: 'gatt', name, success: typeof success === 'boolean' ? success : undefined })],
    fields: () => [
      ...(skip === 1 ? [head] : []),
      ...fieldsBehind(message, skip, payload === 'text' ? 'text' : 'payload', secret ? { secret } : {}),
    ],
  };
}

function handshake(json: JsonObject | undefined): string {
  const abilities = arrayAt(json, 'capabilities')?.filter((one) => typeof one === 'string') ?? [];
  const who = [stringAt(json, 'type') ?? 'somebody', stringAt(json, 'version')].filter(Boolean).join(' ');
  return abilities.length === 0 ? who : `${who}: ${abilities.join(', ')}`;
}

const sizeOf = ({ bytes }: Message, skip: number): string =>
  bytes.length > skip ? `, ${bytesOf(bytes.length - skip)}` : '';

/** What cuts a message (PROTOCOL §11.1) leaves no trace in its pieces: that they belong together is proven only when they are one JSON value. */
const piece = (message: Message, place: 'begins' | 'continues'): Reading => ({
  layer: 'lama',
  name: 'lama.piece',
  title: 'LAMA',
  summary: `${place === 'begins' ? 'a JSON object begins' : 'it goes on'}, ${bytesOf(message.bytes.length)}`,
  facts: [{ kind: 'gatt', name: 'lama.piece' }],
  piece: place,
  fields: () => [pieceOf(message)],
});

/** Nobody can say whether a piece holds a secret. */
const pieceOf = (message: Message): Field => fieldBehind(message, 0, 'piece', true);

function joinedWith(before: Uint8Array, { bytes }: Message): Message {
  const all = new Uint8Array(before.length + bytes.length);
  all.set(before);
  all.set(bytes, before.length);
  return createMessage('binary', all, { view: 'message', offset: 0 });
}

const isTyped = ({ bytes }: Message): boolean => TYPES[bytes[0] ?? 0]?.payload === 'json';
const isJson = (message: Message): boolean => textBehind(message, isTyped(message) ? 1 : 0)?.json !== undefined;

/** A piece may end within a character. */
const textOf = (message: Message): string => lenient.decode(message.bytes.subarray(isTyped(message) ? 1 : 0));
const lenient = new TextDecoder();
