import type { Fact } from '../facts.ts';
import { arrayAt, asHex, countAt, numberAt, objectAt, present, stringAt, type JsonObject } from '../json/members.ts';
import type { Asked, Context } from '../reading.ts';
import { bytesOf, line, plural, short } from '../words.ts';
import { readAnswer, type Answer } from './answer.ts';
import { serviceName } from './services.ts';

/** One message of CHUM's RPC (PROTOCOL §6.1). */
export interface Envelope {
  name: string;
  id: number;
  summary: string;
  facts: Fact[];
  /** Set on requests. */
  service?: string;
  /** Set on answers whose request was seen. */
  asked?: Asked;
  answer?: Answer;
}

/** Where an RPC message comes in: what finds the request of an answer, and when it came. */
type Arrival = Pick<Context, 't' | 'asked'>;

/** undefined where the JSON is no RPC message. `bytes` is its length. */
export function readEnvelope(json: JsonObject, bytes: number, arrival: Arrival): Envelope | undefined {
  const type = stringAt(json, 'type');
  const requestId = countAt(json, 'requestId');
  if (requestId !== undefined) {
    if (type === 'request') return readRequest(json, requestId);
    return type === 'write-stream-error' ? readStop(requestId) : undefined;
  }
  const id = countAt(json, 'responseId');
  if (id === undefined || type === undefined) return undefined;
  const asked = arrival.asked(id);
  const content = readContent(type, json, id, asked);
  if (!content) return undefined;
  const { summary, facts, final, answer } = content;
  const envelope: Envelope = {
    name: `chum.${type}`,
    id,
    summary: `#${id} ${summary}`,
    facts: [answered(id, final, bytes, arrival.t, asked), ...facts],
  };
  if (asked) {
    envelope.asked = asked;
    envelope.service = serviceName(asked.serviceId);
  }
  if (answer) envelope.answer = answer;
  return envelope;
}

/** Any piece of an answer, matched with its request where that was seen. */
export function answered(id: number, final: boolean, bytes: number, t: number, asked: Asked | undefined): Fact {
  if (!asked) return { kind: 'rpc-answer', id, final, bytes };
  const { serviceId, seq } = asked;
  return { kind: 'rpc-answer', id, final, bytes, serviceId, asked: seq, ms: elapsed(t, asked) };
}

export const elapsed = (t: number, asked: Asked): number => Math.max(0, t - asked.t);

function readRequest(json: JsonObject, id: number): Envelope | undefined {
  const serviceId = numberAt(json, 'serviceId');
  if (serviceId === undefined) return undefined;
  const hash = asHex(arrayAt(json, 'args')?.[0]);
  const service = serviceName(serviceId);
  return {
    name: 'chum.request',
    id,
    summary: hash === undefined ? `#${id} ${service}` : `#${id} ${service} ${short(hash)}`,
    service,
    facts: [
      hash === undefined
        ? { kind: 'rpc-request', id, serviceId, service }
        : { kind: 'rpc-request', id, serviceId, service, hash },
    ],
  };
}

const readStop = (id: number): Envelope => ({
  name: 'chum.write-stream-error',
  id,
  summary: `#${id} receiver stops the stream`,
  facts: [],
});

interface Content {
  summary: string;
  facts: Fact[];
  final: boolean;
  answer?: Answer;
}

function readContent(type: string, json: JsonObject, id: number, asked: Asked | undefined): Content | undefined {
  switch (type) {
    case 'data': {
      const answer = readAnswer(id, json['data'], asked);
      return { summary: answer.summary, facts: answer.facts, final: true, answer };
    }
    case 'error':
      return { ...readError(json, id), final: true };
    case 'stream': {
      const chunk = stringAt(json, 'chunk') ?? '';
      return { summary: plural(chunk.length, 'character', 'characters'), facts: [], final: false };
    }
    case 'stream-end':
      return { summary: 'end of stream', facts: [], final: true };
    case 'stream-error':
      return { summary: line(stringAt(json, 'error') ?? 'stream failed', 80), facts: failed(id, json), final: true };
    default:
      return undefined;
  }
}

const failed = (id: number, json: JsonObject): Fact[] => [
  present<Fact>({ kind: 'rpc-error', id, message: stringAt(json, 'error') }),
];

function readError(json: JsonObject, id: number): { summary: string; facts: Fact[] } {
  const error = objectAt(json, 'error');
  const code = stringAt(error, 'code');
  const message = stringAt(error, 'message');
  const said = message ?? stringAt(error, 'name') ?? 'error';
  return {
    summary: line(code === undefined || said.startsWith(code) ? said : `${code}: ${said}`, 100),
    facts: [present<Fact>({ kind: 'rpc-error', id, name: stringAt(error, 'name'), code, message })],
  };
}

/** A piece of a BLOB: the number of its request as a little-endian double, then bytes. undefined where it cannot be one. */
export function readChunkId(bytes: Uint8Array): number | undefined {
  if (bytes.length < CHUNK_HEAD) return undefined;
  const id = new DataView(bytes.buffer, bytes.byteOffset, CHUNK_HEAD).getFloat64(0, true);
  return Number.isSafeInteger(id) && id >= 0 && !Object.is(id, -0) ? id : undefined;
}

export const CHUNK_HEAD = 8;

export const describeChunk = (id: number, bytes: number): string => `#${id} ${bytesOf(bytes - CHUNK_HEAD)} of a BLOB`;
