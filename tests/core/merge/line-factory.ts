import type { FrameRecord, TraceRecord } from '../../../src/core/trace/records.ts';

export const T0 = 1_800_000_000_000;
/** B's clock is ahead by this, and every frame takes this long. */
export const AHEAD = 1500;
export const WAY = 20;

/** Both recordings of one line between A and B, frame by frame. */
export interface Line {
  a: TraceRecord[];
  b: TraceRecord[];
  /** A frame that A sends at `t` (milliseconds after T0), or B. `arrives: false`: it is lost on the way. */
  send(from: 'a' | 'b', t: number, frame: Sent): Line;
}

export interface Sent {
  text?: string;
  bytes?: Uint8Array;
  /** As it arrives, where it was changed. */
  received?: Uint8Array;
  arrives?: boolean;
  /** Members of the frame at both ends; `digest` where a file claims one. */
  more?: Partial<FrameRecord>;
}

export function createLine(connA = 'ws1', connB = 'ws1'): Line {
  const seqs = { a: 0, b: 0 };
  const encoder = new TextEncoder();

  function frame(side: 'a' | 'b', t: number, dir: 'in' | 'out', sent: Sent, payload: Uint8Array): FrameRecord {
    return {
      kind: 'frame',
      conn: side === 'a' ? connA : connB,
      seq: seqs[side]++,
      t: T0 + t + (side === 'b' ? AHEAD : 0),
      dir,
      type: sent.bytes ? 'binary' : 'text',
      size: payload.length,
      payload,
      ...sent.more,
    };
  }

  const line: Line = {
    a: [],
    b: [],
    send(from, t, sent) {
      const to = from === 'a' ? 'b' : 'a';
      const payload = sent.bytes ?? encoder.encode(sent.text ?? '');
      line[from].push(frame(from, t, 'out', sent, payload));
      if (sent.arrives !== false) line[to].push(frame(to, t + WAY, 'in', sent, sent.received ?? payload));
      return line;
    },
  };
  return line;
}

/** Bytes that nothing else has: what ciphertext looks like to a merge. */
export function cipher(n: number, size = 40): Uint8Array {
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, n + 1);
  return bytes;
}
