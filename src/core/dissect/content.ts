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
  /** The whole message, where this completes one. */
  message?: Message;
  /** Parts of the tree; made only when someone looks. */
  nodes(): LayerNode[];
}

/** A message that a dissector has read. `acted`: layers that undid an escape in front of it. */
export function contentOf(message: Message, reading: Reading, acted: readonly Layer[] = []): Content {
  const problem = reading.problem ?? (message.type === 'text' && message.damagedText ? DAMAGED : undefined);
  return {
    layers: reading.layer === undefined ? [...acted] : [...acted, reading.layer],
    name: reading.name,
    ...(reading.phase ? { phase: reading.phase } : {}),
    summary: reading.summary,
    facts: reading.facts,
    ...(problem ? { problem } : {}),
    ...(reading.rpc ? { rpc: reading.rpc } : {}),
    message,
    nodes: () => [
      {
        layer: reading.layer ?? 'unknown',
        title: reading.title,
        summary: reading.detail ?? reading.summary,
        view: message.view,
        fields: reading.fields(),
      },
    ],
  };
}

const DAMAGED: Problem = {
  code: 'payload.utf8',
  message: 'the text is no valid UTF-8; unreadable bytes are shown as �',
};
