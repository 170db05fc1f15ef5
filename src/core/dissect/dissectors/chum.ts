import { rpcFields } from '../chum/answer-fields.ts';
import {
  answered,
  CHUNK_HEAD,
  describeChunk,
  elapsed,
  readChunkId,
  readEnvelope,
  type Envelope,
} from '../chum/envelope.ts';
import { serviceName } from '../chum/services.ts';
import { bytesOf } from '../words.ts';
import type { Message } from '../message.ts';
import type { Asked, Context, MessageDissector, Reading } from '../reading.ts';

const START = 'synchronisation';
const COMMON = { layer: 'chum', phase: 'sync', title: 'CHUM', open: true } as const;

/** CHUM: its start (PROTOCOL §4.3), and the RPC by which objects are exchanged (§6). */
export const chum: MessageDissector = (message, context) => {
  if (context.place !== 'sealed') return undefined;
  if (message.type === 'binary') return context.binary === 'chum.chunk' ? readChunk(message, context) : undefined;
  if (message.text === START) return start(message);
  const json = message.json;
  const envelope = json && readEnvelope(json, message.bytes.length, context);
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
  const rpc: NonNullable<Reading['rpc']> = { id };
  if (service !== undefined) rpc.service = service;
  if (name === 'chum.request') rpc.asks = true;
  if (asked) match(rpc, context.t, asked);
  return {
    layer: 'chum',
    phase: 'sync',
    title: 'CHUM',
    name,
    summary,
    detail: `${name.slice('chum.'.length)} · ${bytesOf(message.bytes.length)}`,
    facts,
    rpc,
    open: true,
    fields: () => rpcFields(message, context.t, asked, answer),
  };
}

function match(rpc: NonNullable<Reading['rpc']>, t: number, asked: Asked): void {
  rpc.answersSeq = asked.seq;
  rpc.ms = elapsed(t, asked);
}

function readChunk(message: Message, context: Context): Reading | undefined {
  const id = readChunkId(message.bytes);
  if (id === undefined) return undefined;
  const asked = context.asked(id);
  const size = message.bytes.length;
  const at = message.offset;
  const rpc: NonNullable<Reading['rpc']> = { id };
  if (asked) {
    rpc.service = serviceName(asked.serviceId);
    match(rpc, context.t, asked);
  }
  return {
    ...COMMON,
    name: 'chum.chunk',
    summary: describeChunk(id, size),
    facts: [answered(id, false, size, context.t, asked), { kind: 'blob', id, bytes: size - CHUNK_HEAD }],
    rpc,
    fields: () => [
      { name: 'requestId', value: id, range: [at, at + CHUNK_HEAD], ...(asked ? { link: { seq: asked.seq } } : {}) },
      { name: 'data', value: bytesOf(size - CHUNK_HEAD), range: [at + CHUNK_HEAD, at + size] },
    ],
  };
}
