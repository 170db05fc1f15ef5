import type { Dissection, Layer, LayerNode, Phase, Problem } from './dissection.ts';
import type { Fact } from './facts.ts';
import type { Message } from './message.ts';
import type { Reading } from './reading.ts';

/** What was found above the encryption, or in a frame that has none: everything of a dissection but its outer layers. */
export interface Content {
  /** Layers that acted, from the outside to the content. */
  layers: Layer[];
  name: string;
  phase?: Phase;
  summary: string;
  facts: Fact[];
  problem?: Problem;
  rpc?: NonNullable<Dissection['rpc']>;
  pieces?: number[];
  /** Nothing in it is secret: see Reading. */
  open?: true;
  /** The whole message, where this completes one. */
  message?: Message;
  /** Parts of the tree; made only when someone looks. */
  nodes(): LayerNode[];
}

const NONE: readonly Layer[] = [];

/** A message that a dissector has read. `acted`: layers that undid an escape in front of it. */
export function contentOf(message: Message, reading: Reading, acted: readonly Layer[] = NONE): Content {
  const layers = acted.slice();
  const whole = reading.whole ?? message;
  if (reading.layer !== undefined) layers.push(reading.layer);
  const content: Content = {
    layers,
    name: reading.name,
    summary: reading.summary,
    facts: reading.facts,
    message: whole,
    nodes: () => [...(reading.wire ? [pieceNode(reading, reading.wire())] : []), nodeOf(whole, reading)],
  };
  const problem = reading.problem ?? (message.damagedText ? DAMAGED : undefined);
  if (reading.phase) content.phase = reading.phase;
  if (problem) content.problem = problem;
  if (reading.rpc) content.rpc = reading.rpc;
  if (reading.open) content.open = true;
  return content;
}

const pieceNode = (reading: Reading, fields: LayerNode['fields']): LayerNode => ({
  layer: reading.layer ?? 'unknown',
  title: reading.title,
  summary: 'the last piece',
  view: 'wire',
  fields,
});

const nodeOf = (message: Message, reading: Reading): LayerNode => ({
  layer: reading.layer ?? 'unknown',
  title: reading.title,
  summary: reading.detail ?? reading.summary,
  view: message.view,
  fields: reading.fields(),
});

const DAMAGED: Problem = {
  code: 'payload.utf8',
  message: 'the text is no valid UTF-8; unreadable bytes are shown as �',
};
