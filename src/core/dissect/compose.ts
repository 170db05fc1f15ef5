import type { Opened } from '../crypto/opener.ts';
import type { Padded } from '../crypto/padding.ts';
import type { FrameRecord, Transport } from '../trace/records.ts';
import type { Content } from './content.ts';
import type { Dissection, LayerNode, Payload, Problem } from './dissection.ts';
import { lockedNode, openedNode, payloadRange } from './dissectors/encryption.ts';
import type { Fact } from './facts.ts';
import { createMessage, payloadOf } from './message.ts';
import { bytesOf, plural } from './words.ts';

/** A frame that came out of the encryption. */
export interface Unsealed {
  opened: Pick<Opened, 'box' | 'counter' | 'missing' | 'expected'>;
  padded: Padded;
  /** Of the missing frames, how many the trace reports as lost. */
  known: number;
}

export interface Frame {
  record: FrameRecord;
  transport: Transport;
  detail: boolean;
}

const TITLE: Readonly<Record<Transport, string>> = {
  websocket: 'WebSocket',
  webrtc: 'Data channel',
  bluetooth: 'Bluetooth',
};

export function socketNode({ record, transport }: Frame): LayerNode {
  const { type, size, dir } = record;
  const summary = `${type} · ${bytesOf(size)} · ${dir === 'in' ? 'received' : 'sent'} by this page`;
  return { layer: 'socket', title: TITLE[transport], summary, view: 'wire', fields: [] };
}

/** A frame without encryption. */
export function composeClear(
  frame: Frame,
  content: Content,
  problem?: Problem,
  facts: readonly Fact[] = [],
): Dissection {
  return {
    ...essence(content, facts),
    layers: content.layers,
    ...(content.message ? { message: payloadOf(content.message) } : {}),
    ...(problem ? { problem } : {}),
    tree: frame.detail ? [socketNode(frame), ...content.nodes()] : [],
  };
}

/** A frame that opened. */
export function composeOpened(frame: Frame, unsealed: Unsealed, content: Content): Dissection {
  const { opened, padded } = unsealed;
  const gap = gapOf(unsealed);
  const problem = content.problem ?? gap?.problem;
  return {
    ...essence(content, gap ? [gap.fact] : []),
    layers: ['encryption', ...content.layers],
    counter: opened.counter,
    plain: plainOf(opened.box, padded, content),
    ...(content.message ? { message: payloadOf(content.message) } : {}),
    ...(problem ? { problem } : {}),
    ...(frame.detail ? { box: opened.box } : {}),
    tree: frame.detail ? openedTree(frame, unsealed, content) : [],
  };
}

function openedTree(frame: Frame, { opened, padded }: Unsealed, content: Content): LayerNode[] {
  const passed = content.layers.includes('keepalive') || content.layers.includes('fragmentation') ? [] : [PASSED];
  return [socketNode(frame), openedNode(opened.counter, padded), ...passed, ...content.nodes()];
}

const PASSED: LayerNode = {
  layer: 'fragmentation',
  title: 'Keepalive · Fragmentation',
  summary: 'passed through, not fragmented',
  view: 'plain',
  fields: [],
};

/** A frame that stays shut: no key, a tag that does not fit, or bytes that were not kept. */
export function composeLocked(
  frame: Frame,
  expected: number | undefined,
  why: { word: string; problem?: Problem; facts: Fact[] },
): Dissection {
  const { record } = frame;
  const counter = expected === undefined ? '' : `, counter ${expected}`;
  return {
    layers: ['encryption'],
    name: 'encrypted',
    summary: `${payloadRange(record.size)} payload${counter}`,
    ...(expected === undefined ? {} : { expectedCounter: expected }),
    ...(why.problem ? { problem: why.problem } : {}),
    facts: why.facts,
    tree: frame.detail ? [socketNode(frame), lockedNode(record.payload, expected, why.word)] : [],
  };
}

const essence = (content: Content, facts: readonly Fact[]) => ({
  name: content.name,
  ...(content.phase ? { phase: content.phase } : {}),
  summary: content.summary,
  ...(content.rpc ? { rpc: content.rpc } : {}),
  ...(content.pieces ? { pieces: content.pieces } : {}),
  ...(content.problem ? { problem: content.problem } : {}),
  facts: facts.length > 0 ? [...facts, ...content.facts] : content.facts,
});

function plainOf(box: Uint8Array, padded: Padded, content: Content): Payload {
  const bytes = box.subarray(padded.start);
  if (!padded.isText) return { type: 'binary', bytes };
  if (content.message?.view === 'plain' && content.message.bytes.length === bytes.length) {
    return { type: 'text', text: content.message.text };
  }
  return payloadOf(createMessage('text', bytes, { view: 'plain', offset: padded.start }));
}

function gapOf({ opened, known }: Unsealed): { fact: Fact; problem: Problem } | undefined {
  const { missing, expected, counter } = opened;
  if (missing <= 0 || expected === undefined) return undefined;
  const message = `${plural(missing, 'frame is', 'frames are')} missing before this one: counter ${counter}, expected ${expected}`;
  return {
    fact: { kind: 'counter-gap', expected, counter, missing, known: Math.min(known, missing) },
    problem: { code: 'encryption.lost', message },
  };
}
