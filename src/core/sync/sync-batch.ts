/** How a request of CHUM stands. `no answer` is not here: that its connection ended is known to the model only. */
export const SYNC_STATES = [
  'in flight',
  'answered',
  'verified',
  'wrong object',
  'not ready',
  'unauthorized',
  'error',
] as const;
export type SyncState = (typeof SYNC_STATES)[number];

/**
 * Requests that came, and answers to requests of this or an earlier batch, as columns that cross without a copy.
 * A request is known by its ordinal in the recording; everything else about it stands in its row and that of its answer.
 */
export interface SyncBatch {
  /** Ordinal of the first request of this batch. */
  first: number;
  /** Row of each request. */
  rows: Uint32Array;
  /** Number under which it was asked. */
  ids: Uint32Array;
  /** The request asks for the roots: a pass may begin here. */
  roots: Uint8Array;
  answers: SyncAnswers;
}

export interface SyncAnswers {
  request: Uint32Array;
  row: Uint32Array;
  /** Index into SYNC_STATES. */
  state: Uint8Array;
  /** Entries of a list, or the protocol's version. */
  items: Uint32Array;
  /** First four bytes of the hash of the object that came or was asked for. */
  hash: Uint32Array;
  /** The hash is known. */
  hasHash: Uint8Array;
  /** Bytes of content: the object, or the BLOB. */
  bytes: Float64Array;
}

/** The buffers of a batch that change hands. */
export function syncBuffers({ rows, ids, roots, answers }: SyncBatch): ArrayBuffer[] {
  const { request, row, state, items, hash, hasHash, bytes } = answers;
  const all = [rows, ids, roots, request, row, state, items, hash, hasHash, bytes];
  return all.map(({ buffer }) => buffer as ArrayBuffer);
}
