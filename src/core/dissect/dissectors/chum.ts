import { rpcFields } from '../chum/answer-fields.ts';
import { CHUNK_HEAD, describeChunk, readChunkId, readEnvelope, type Envelope } from '../chum/envelope.ts';
import { serviceName } from '../chum/services.ts';
import { bytesOf } from '../words.ts';
import type { Fact } from '../facts.ts';
import type { Message } from '../message.ts';
import type { Asked, Context, MessageDissector, Reading } from '../reading.ts';

const START = 'synchronisation';
const COMMON = { layer: 'chum', phase: 'sync', title: 'CHUM' } as const;

/** CHUM: its start (PROTOCOL §4.3), and the RPC by which objects are exchanged (§6). */
export const chum: MessageDissector = (message, context) => {
  if (context.place !== 'sealed') return undefined;
  if (message.type === 'binary') return context.binary === 'chum.chunk' ? readChunk(message, context) : undefined;
  if (message.text === START) return start(message);
  const json = message.json;
  const envelope = json && readEnvelope(json, message.bytes.length, (id) => context.asked(id));
  return envelope && readRpc(message, context, envelope);
};

const start = (message: Message): Reading => ({
  ...COMMON,
  name: START,
  summary: 'CHUM starts',
  facts: [{ kind: 'chum-start' }],
  fields: () => [{ name: 'text', value: START, range: [message.offset, message.offset + message.bytes.length] }],
});

function readRpc(message: Message, context: Context, envelope: Envelope): Reading {
  const { name, id, summary, facts, service, asked, answer } = envelope;
  const asks = name === 'chum.request';
  return {
    ...COMMON,
    name,
    summary,
    detail: `${name.slice('chum.'.length)} · ${bytesOf(message.bytes.length)}`,
    facts: facts.map((fact) => timed(fact, context.t, asked)),
    rpc: { id, ...(service ? { service } : {}), ...(asks ? { asks } : {}), ...matched(context.t, asked) },
    fields: () => rpcFields(message, context.t, asked, answer),
  };
}

function readChunk(message: Message, context: Context): Reading | undefined {
  const id = readChunkId(message.bytes);
  if (id === undefined) return undefined;
  const asked = context.asked(id);
  const size = message.bytes.length;
  const at = message.offset;
  const answered: Fact = { kind: 'rpc-answer', id, final: false, bytes: size };
  if (asked) Object.assign(answered, { serviceId: asked.serviceId, asked: asked.seq });
  return {
    ...COMMON,
    name: 'chum.chunk',
    summary: describeChunk(id, size),
    facts: [timed(answered, context.t, asked), { kind: 'blob', id, bytes: size - CHUNK_HEAD }],
    rpc: { id, ...(asked ? { service: serviceName(asked.serviceId) } : {}), ...matched(context.t, asked) },
    fields: () => [
      { name: 'requestId', value: id, range: [at, at + CHUNK_HEAD], ...(asked ? { link: { seq: asked.seq } } : {}) },
      { name: 'data', value: bytesOf(size - CHUNK_HEAD), range: [at + CHUNK_HEAD, at + size] },
    ],
  };
}

const timed = (fact: Fact, t: number, asked: Asked | undefined): Fact =>
  fact.kind === 'rpc-answer' && asked ? { ...fact, ms: elapsed(t, asked) } : fact;

const matched = (t: number, asked: Asked | undefined): { answersSeq?: number; ms?: number } =>
  asked ? { answersSeq: asked.seq, ms: elapsed(t, asked) } : {};

const elapsed = (t: number, asked: Asked): number => Math.max(0, t - asked.t);
