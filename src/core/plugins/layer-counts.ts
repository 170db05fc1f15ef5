import type { Dissection } from '../dissect/dissection.ts';
import type { Dir, FrameRecord } from '../trace/records.ts';

export interface Flow {
  messages: number;
  bytes: number;
}

const flow = (): Flow => ({ messages: 0, bytes: 0 });
const flows = (): Record<Dir, Flow> => ({ in: flow(), out: flow() });

/**
 * Traffic at each layer of one connection, as its frames show it. Each counts what passes at its wire side. What a layer
 * swallows or adds follows from the difference to the next.
 */
export interface LayerCounts {
  wire: Record<Dir, Flow>;
  /** Frames from the point at which both keys are exchanged. */
  sealed: Record<Dir, Flow>;
  /** What came out of the encryption; only frames that opened. */
  plain: Record<Dir, Flow>;
  locked: Record<Dir, number>;
  keepalives: Record<Dir, Flow>;
  /** Markers and pieces. */
  pieces: Record<Dir, Flow>;
  /** Messages that pieces became. */
  joined: Record<Dir, Flow>;
  pings: Record<Dir, Flow>;
  /** Messages before CHUM started, which the promise plugin hands out one by one (PROTOCOL §5). */
  awaited: Record<Dir, Flow>;
  chum: Record<Dir, Flow>;
  counters: Record<Dir, { low: number; high: number } | undefined>;
  largest: number;
  keyFrames: number;
  starts: number;
}

export const createCounts = (): LayerCounts => ({
  wire: flows(),
  sealed: flows(),
  plain: flows(),
  locked: { in: 0, out: 0 },
  keepalives: flows(),
  pieces: flows(),
  joined: flows(),
  pings: flows(),
  awaited: flows(),
  chum: flows(),
  counters: { in: undefined, out: undefined },
  largest: 0,
  keyFrames: 0,
  starts: 0,
});

const add = (to: Flow, bytes: number): void => {
  to.messages++;
  to.bytes += bytes;
};

const PINGS: ReadonlySet<string> = new Set(['ping', 'pong']);

export function addCount(counts: LayerCounts, frame: FrameRecord, dissection: Dissection | undefined): void {
  const { dir, size } = frame;
  add(counts.wire[dir], size);
  if (!dissection) return;
  const { name, layers, counter } = dissection;
  if (name === 'key-frame') counts.keyFrames++;
  const isSealed = layers.includes('encryption');
  const plain = plainBytes(frame, dissection);
  if (isSealed) {
    add(counts.sealed[dir], size);
    if (name === 'encrypted') {
      counts.locked[dir]++;
      return;
    }
    add(counts.plain[dir], plain);
    if (counter !== undefined) counts.counters[dir] = { low: counts.counters[dir]?.low ?? counter, high: counter };
    if (name === 'keepalive') return add(counts.keepalives[dir], plain);
  }
  if (PINGS.has(name)) return add(counts.pings[dir], size);
  if (name === 'synchronisation') counts.starts++;
  const joined = dissection.facts?.find((fact) => fact.kind === 'fragmentation-end');
  if (layers.includes('fragmentation')) {
    add(counts.pieces[dir], plain);
    if (!joined) return;
    add(counts.joined[dir], joined.bytes);
  }
  const bytes = joined?.bytes ?? plain;
  counts.largest = Math.max(counts.largest, bytes);
  // Both say `synchronisation` while promises still wait for it; only what follows goes to CHUM itself.
  add(layers.includes('chum') && name !== 'synchronisation' ? counts.chum[dir] : counts.awaited[dir], bytes);
}

/** Bytes inside the encryption, or of the frame where there is none. */
const plainBytes = ({ size }: FrameRecord, { plainSize, layers }: Dissection): number =>
  layers.includes('encryption') ? (plainSize ?? 0) : size;
