/**
 * The records of a trace, as every world of ONE Trace speaks of them. Contract: TRACE-FORMAT §1.
 *
 * In memory a frame carries its payload as bytes (text as UTF-8); only the archive turns it into `text` or `base64`.
 * Members that this version does not know stay on the record (`extra`), so that they are passed on.
 */
export type Dir = 'in' | 'out';
export type PayloadType = 'text' | 'binary';
export type Transport = 'websocket' | 'webrtc' | 'bluetooth';
export type RealmKind = 'window' | 'worker' | 'sharedworker' | 'serviceworker';

/** Values as JSON has them. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Extra = { [key: string]: Json };

interface Base {
  /** Epoch milliseconds with fraction. */
  t: number;
  extra?: Extra;
}

export interface PageRecord extends Base {
  kind: 'page';
  page: string;
  url: string;
  title?: string;
  realm: RealmKind;
  parent?: string;
  userAgent?: string;
  /** `performance.timeOrigin` of the realm: what its times count from. */
  timeOrigin?: number;
  /** Milliseconds by which the wall clock is ahead of the realm's own clock at `t`. */
  clockOffset?: number;
  /** Name and version of what recorded it: `one-trace 0.1.0`. */
  recorder?: string;
}

export interface OpenRecord extends Base {
  kind: 'open';
  conn: string;
  page: string;
  transport: Transport;
  url: string;
  protocols?: string[];
  label?: string;
  peer?: string;
  /** The connection existed before the hook did; `t` is when it was first seen. */
  late?: true;
  /** `har`: no hook saw it, it was read from the browser's own log of the network. */
  via?: 'har';
}

export interface StateRecord extends Base {
  kind: 'state';
  conn: string;
  state: string;
  detail?: string;
}

/** What is known of a frame whose payload was taken out before it left the machine. */
export interface DecodedFrame {
  layers: string[];
  name: string;
  phase?: string;
  counter?: number;
  plainSize?: number;
  summary?: string;
  /** Facts (dissect/facts.ts), so that a redacted recording leads to the same conclusions as the full one. */
  facts?: Json;
  problem?: { code: string; message: string };
  fields?: Json;
  shape?: Json;
}

export interface FrameRecord extends Base {
  kind: 'frame';
  conn: string;
  /** Counts the frames of one connection from 0, both directions together. */
  seq: number;
  dir: Dir;
  type: PayloadType;
  /** Bytes of the original message (UTF-8 for text), also where the payload was cut or left out. */
  size: number;
  payload?: Uint8Array;
  channel?: string;
  op?: string;
  ms?: number;
  truncated?: true;
  digest?: string;
  decoded?: DecodedFrame;
}

export interface CallRecord extends Base {
  kind: 'call';
  conn: string;
  method: string;
  args?: Json;
  code?: number;
  reason?: string;
}

export interface CloseRecord extends Base {
  kind: 'close';
  conn: string;
  code: number;
  reason: string;
  clean: boolean;
}

export interface ErrorRecord extends Base {
  kind: 'error';
  conn?: string;
  message: string;
}

export interface PluginRecord extends Base {
  kind: 'plugin';
  conn: string;
  event: 'add' | 'remove' | 'event';
  name: string;
  /** The whole chain after this event, outermost first. */
  order: string[];
  connectionId?: number;
  detail?: Json;
}

export interface KeyRecord extends Base {
  kind: 'key';
  conn: string;
  cipher: 'xsalsa20poly1305';
  /** 32 bytes as hex. */
  key: string;
  /** Counters of the next encrypted frame each way after this record, in file order. */
  sendCounter: number;
  receiveCounter: number;
  step: number;
}

export interface SampleRecord extends Base {
  kind: 'sample';
  conn?: string;
  page?: string;
  what: string;
  values: Json;
}

export interface LostRecord extends Base {
  kind: 'lost';
  conn?: string;
  count: number;
  why: string;
}

export interface NoteRecord extends Base {
  kind: 'note';
  type?: string;
  text: string;
  /** What a mark was set on; connections are named as in the recording. */
  about?: { conn: string; seq: number };
}

/** A kind that this version does not know: kept whole and passed on. */
export interface ForeignRecord extends Base {
  kind: 'foreign';
  extra: Extra;
}

export type TraceRecord =
  | PageRecord
  | OpenRecord
  | StateRecord
  | FrameRecord
  | CallRecord
  | CloseRecord
  | ErrorRecord
  | PluginRecord
  | KeyRecord
  | SampleRecord
  | LostRecord
  | NoteRecord
  | ForeignRecord;

export type RecordKind = TraceRecord['kind'];

export interface TraceHeader {
  format: 'one-trace';
  version: 1;
  created: string;
  generator: string;
  redaction: 'none' | 'fields' | 'shapes';
  /** Name of the recording that the file holds whole: wherever it goes, it is the same one. Never in a redacted file. */
  uid?: string;
  note?: string;
  counts?: Extra;
  extra?: Extra;
}
