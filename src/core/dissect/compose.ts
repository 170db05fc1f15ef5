import type { Opened } from '../crypto/opener.ts';
import type { Padded } from '../crypto/padding.ts';
import type { FrameRecord, Transport } from '../trace/records.ts';
import type { Content } from './content.ts';
import type { Dissection, Field, Layer, LayerNode, Payload, Problem } from './dissection.ts';
import { lockedNode, openedNode, payloadRange } from './dissectors/encryption.ts';
import type { Fact } from './facts.ts';
import { attributeName } from './gatt/attributes.ts';
import { createMessage, payloadOf } from './message.ts';
import { bytesOf, plural, span } from './words.ts';

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
  detail: Detail;
}

/** `masking`: the tree only where something in it may be secret, which is what the list of a panel needs. */
export type Detail = boolean | 'masking';

const wantsTree = (detail: Detail, content: Content): boolean =>
  detail === true || (detail === 'masking' && content.open !== true);

const TITLE: Readonly<Record<Transport, string>> = {
  websocket: 'WebSocket',
  webrtc: 'Data channel',
  bluetooth: 'Bluetooth',
};

export function socketNode({ record, transport }: Frame): LayerNode {
  const { type, size, dir, channel } = record;
  const name = channel === undefined ? undefined : attributeName(channel.split('/')[0] ?? '');
  const summary = `${type} · ${bytesOf(size)} · ${dir === 'in' ? 'received' : 'sent'} by this page${name ? ` · ${name}` : ''}`;
  return { layer: 'socket', title: TITLE[transport], summary, view: 'wire', fields: attributeFields(record) };
}

/** Over GATT: which attribute, what was done with it, and how long that took. */
function attributeFields({ channel, op, ms }: FrameRecord): Field[] {
  const name = channel === undefined ? undefined : attributeName(channel.split('/')[0] ?? '');
  return [
    ...(channel === undefined ? [] : [{ name: 'characteristic', value: channel, ...(name ? { note: name } : {}) }]),
    ...(op === undefined ? [] : [{ name: 'operation', value: op }]),
    ...(ms === undefined ? [] : [{ name: 'latency', value: span(ms) }]),
  ];
}

/** A frame without encryption. */
export function composeClear(
  frame: Frame,
  content: Content,
  problem?: Problem,
  facts: readonly Fact[] = [],
): Dissection {
  const dissection = essence(content, content.layers, facts);
  if (problem) dissection.problem = problem;
  if (wantsTree(frame.detail, content)) dissection.tree = [socketNode(frame), ...content.nodes()];
  return dissection;
}

/** A frame that opened. */
export function composeOpened(frame: Frame, unsealed: Unsealed, content: Content): Dissection {
  const { opened, padded } = unsealed;
  const gap = opened.missing > 0 ? gapOf(unsealed) : undefined;
  const dissection = essence(content, ['encryption', ...content.layers], gap ? [gap.fact] : []);
  dissection.counter = opened.counter;
  dissection.plain = plainOf(opened.box, padded, content, dissection.message);
  if (gap) dissection.problem ??= gap.problem;
  dissection.plainSize = opened.box.length - padded.start;
  if (wantsTree(frame.detail, content)) {
    dissection.box = opened.box;
    dissection.tree = openedTree(frame, unsealed, content);
  }
  return dissection;
}

/** Built member by member: this runs for each frame of a trace, and spreads of optional members cost more than the rest. */
function essence(content: Content, layers: Layer[], facts: readonly Fact[]): Dissection {
  const { message } = content;
  const dissection: Dissection = {
    layers,
    name: content.name,
    summary: content.summary,
    facts: facts.length > 0 ? [...facts, ...content.facts] : content.facts,
    tree: [],
  };
  if (content.phase) dissection.phase = content.phase;
  if (message) dissection.message = payloadOf(message);
  if (content.rpc) dissection.rpc = content.rpc;
  if (content.pieces) dissection.pieces = content.pieces;
  if (content.problem) dissection.problem = content.problem;
  return dissection;
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
    tree: frame.detail === true ? [socketNode(frame), lockedNode(record.payload, expected, why.word)] : [],
  };
}

/** Payload and message are the same object where no layer between them acted. */
function plainOf(box: Uint8Array, padded: Padded, content: Content, whole: Payload | undefined): Payload {
  const { message } = content;
  if (whole && message?.view === 'plain' && message.bytes.length === box.length - padded.start) return whole;
  const bytes = box.subarray(padded.start);
  if (!padded.isText) return { type: 'binary', bytes };
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
