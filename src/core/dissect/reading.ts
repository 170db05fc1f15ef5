import type { Dir } from '../trace/records.ts';
import type { Dissection, Field, Layer, Phase, Problem } from './dissection.ts';
import type { Fact } from './facts.ts';
import type { Message } from './message.ts';

/** An earlier request, as far as its answer needs it. */
export interface Asked {
  seq: number;
  t: number;
  serviceId: number;
  /** Lower-case hex of the object that was asked for. */
  hash?: string;
}

/** What a dissector knows beside the message itself. Everything here can be had again later for one frame: see redissect.ts. */
export interface Context {
  dir: Dir;
  t: number;
  /** `clear`: not encrypted. `key-frame`: a binary frame at the place of one. `sealed`: came out of the encryption. */
  place: 'clear' | 'key-frame' | 'sealed';
  /** This side dialled, or was dialled. */
  role: 'initiator' | 'acceptor' | 'unknown';
  /** What a binary message is at this point of the connection. */
  binary: 'person-challenge' | 'person-response' | 'chum.chunk' | undefined;
  /** Ordinal of a person challenge or response (1–4), or of a key frame (1–2). */
  ordinal: number;
  /** The connection's group, where it was seen. */
  group: string | undefined;
  /** Some message has shown that this is a ONE connection: bare `ping` is then one of its words. */
  isOne: boolean;
  /**
   * The attribute that a value belongs to, where the connection is one over GATT; `before`: what has begun on it in this direction and is not
   * finished; `isPiece`: that this value is a piece is known from reading the whole trace.
   */
  gatt?: { channel: string; op: string | undefined; before: Uint8Array | undefined; isPiece?: true };
  /** The request that `id` in an answer of this direction means. */
  asked(id: number): Asked | undefined;
}

/** What one dissector made of a message. */
export interface Reading {
  layer: Layer | undefined;
  name: string;
  phase?: Phase;
  /** Heading of its part of the tree. */
  title: string;
  /** One line for the list; holds no secret. */
  summary: string;
  /** One line beside the heading; `summary` where absent. */
  detail?: string;
  facts: Fact[];
  problem?: Problem;
  rpc?: NonNullable<Dissection['rpc']>;
  /** A value that is part of a message, which `ends` completes: then `whole` is that message, and `wire` the fields of the value itself. */
  piece?: 'begins' | 'continues' | 'ends';
  whole?: Message;
  wire?(): Field[];
  /** No message of this kind has a secret field, so that a list needs no tree to know what to mask. */
  open?: true;
  /** Made only when someone looks. */
  fields(): Field[];
}

/** Reads the messages of one family; undefined where the message is none of them. Pure. */
export type MessageDissector = (message: Message, context: Context) => Reading | undefined;
