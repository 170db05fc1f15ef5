import type { PayloadType } from '../trace/records.ts';
import type { Fact } from './facts.ts';

/** Layers in the words of TRACE-FORMAT §2, from the wire to the content. */
export type Layer =
  | 'comm-server'
  | 'rendezvous'
  | 'key-exchange'
  | 'encryption'
  | 'keepalive'
  | 'fragmentation'
  | 'identity'
  | 'pairing'
  | 'chum'
  | 'debug'
  | 'seed'
  | (string & {});

/** Phases in the words of TRACE-FORMAT §2. */
export type Phase =
  'connect' | 'register' | 'discovery' | 'encryption' | 'identity' | 'pairing' | 'sync' | 'data' | 'keepalive';

export type Payload = { type: 'text'; text: string } | { type: 'binary'; bytes: Uint8Array };

/** Which bytes a range counts in: the frame as sent, what was inside the encryption, or the re-assembled message. */
export type View = 'wire' | 'plain' | 'message';

/** One value of a message, with the bytes it was read from. */
export interface Field {
  name: string;
  value: string | number | boolean | null;
  /** First byte and the byte after the last, in the view of its layer. */
  range?: [start: number, end: number];
  /** Never shown, searched or exported unless the user reveals it. */
  secret?: true;
  /** In words: "answers #288 GET_OBJECT", "hash verified". */
  note?: string;
  /** A frame that this value speaks of, by its seq on the same connection. */
  link?: { seq: number };
  children?: Field[];
}

/** What one layer made of the frame: a heading and its fields. The panel shows exactly this; it knows no protocol. */
export interface LayerNode {
  layer: Layer | 'socket';
  title: string;
  summary: string;
  view: View;
  fields: Field[];
}

export interface Problem {
  /** Stable, dotted: `frame.truncated`, `encryption.tag`, `json.syntax` … */
  code: string;
  message: string;
}

/** Everything that one frame means. Plain data: it crosses to workers and into NDJSON. */
export interface Dissection {
  layers: Layer[];
  name: string;
  phase?: Phase;
  /** One line for a person; holds no secret. */
  summary: string;
  /** Nonce counter, only where the tag verified. */
  counter?: number;
  expectedCounter?: number;
  /** Payload directly above the encryption. */
  plain?: Payload;
  /** Bytes of `plain`; also where redaction left nothing but their count. */
  plainSize?: number;
  /** Payload after unescaping and re-assembly, on the frame that completes it. */
  message?: Payload;
  tree: LayerNode[];
  problem?: Problem;
  /** RPC (CHUM): the request this frame answers, or the number it asks under. */
  rpc?: { id: number; service?: string; asks?: true; answersSeq?: number; ms?: number };
  /** The earlier frame of this connection that this one answers (RPC and the pairs of the handshake), by seq. */
  answers?: { seq: number; ms: number };
  /** The opened box (flags, padding, payload): the bytes that ranges of view `plain` count in. Only with detail. */
  box?: Uint8Array;
  /** Frames of the same connection that were joined into `message`, by seq. */
  pieces?: number[];
  /** What the frame says, for whoever draws conclusions. Given in every mode. */
  facts?: Fact[];
}

export type { PayloadType };
