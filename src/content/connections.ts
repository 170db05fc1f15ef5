import { byteLengthOf } from '../core/trace/captured.ts';
import type { FrameHead } from '../core/trace/page-writer.ts';
import type { Dir, PayloadType, RecordKind } from '../core/trace/records.ts';
import { copyBytes, encodeUpTo, firstBytes } from './payload/bytes.ts';
import { createInOrder } from './in-order.ts';
import { recogniseText } from '../core/signs/recognise-text.ts';
import { createStanding, type Opening, type Standing } from './standing.ts';
import type { Outbox } from './outbox.ts';
import type { CountingPart } from './room.ts';
import type { Site } from './site.ts';

/** The largest payload of one frame that is recorded (TRACE-FORMAT §1). */
export const PAYLOAD_BYTES = 16_777_216;

/** One connection of any transport, as its transport reports it; times are those of the events. */
export interface Connection extends Pick<Standing, 'isOne' | 'isCounted' | 'recognise' | 'dismiss' | 'settle'> {
  frame(dir: Dir, data: string | Uint8Array, t: number): void;
  /**
   * A frame whose bytes come later (a Blob's): takes its place now. The bytes may be fewer than `size`, or missing; `more`: further members,
   * as the text of a JSON object.
   */
  frameLater(dir: Dir, size: number, t: number): (bytes: Uint8Array | undefined, more?: string) => void;
  record(kind: Exclude<RecordKind, 'frame'>, members: string, t: number): void;
  /** No more frames will come. */
  end(): void;
  /** Called before each frame is taken. */
  watch: ((dir: Dir, binary: boolean) => void) | undefined;
  /** Called where somebody wants to know the plugin chain now. */
  look: (() => void) | undefined;
}

let lastNumber = 0;

export function createConnection(outbox: Outbox, site: Site, opening: Opening, counting?: CountingPart): Connection {
  const number = ++lastNumber;
  const order = createInOrder();
  const standing = createStanding(outbox, site, number, opening);
  const counter = counting?.open({
    number,
    opened: opening.t,
    url: opening.members.url,
    late: opening.late,
    isForeign: () => standing.isCounted,
    look: () => connection.look?.(),
  });
  let seq = 0;
  site.address(opening.members.url);

  const head = (dir: Dir, type: PayloadType, t: number, json = ''): FrameHead => ({
    conn: number,
    seq: seq++,
    t,
    dir,
    type,
    json,
  });

  function text(dir: Dir, data: string, t: number): void {
    if (!standing.isDecided) {
      const why = recogniseText(data, opening.late);
      if (why !== undefined) standing.recognise(`first frame ${why}`);
      else if (seq === 0 && !opening.late) standing.dismiss();
    }
    const frame = head(dir, 'text', t);
    if (data.length <= PAYLOAD_BYTES / 3 || !standing.isOne) return standing.frame(frame, data, data.length);
    const { size, bytes } = encodeUpTo(data, PAYLOAD_BYTES);
    standing.frame({ ...frame, size, truncated: size > PAYLOAD_BYTES }, bytes, size);
  }

  function binary(dir: Dir, data: Uint8Array | undefined, size: number, t: number, json = ''): void {
    const frame = head(dir, 'binary', t, json);
    const length = data === undefined ? 0 : byteLengthOf(data);
    if (length === size && size <= PAYLOAD_BYTES) return standing.frame(frame, data, size);
    const kept = data !== undefined && length > PAYLOAD_BYTES ? firstBytes(data, PAYLOAD_BYTES) : data;
    standing.frame({ ...frame, size, truncated: true }, kept, size);
  }

  function take(dir: Dir, data: string | Uint8Array, t: number): void {
    if (typeof data === 'string') text(dir, data, t);
    else binary(dir, data, byteLengthOf(data), t);
  }

  const connection: Connection = {
    get isOne() {
      return standing.isOne;
    },
    get isCounted() {
      return standing.isCounted;
    },
    recognise: standing.recognise,
    dismiss: standing.dismiss,
    settle: standing.settle,
    frame(dir, data, t) {
      if (typeof data === 'string') counter?.frame(dir, data, 0);
      else counter?.frame(dir, undefined, byteLengthOf(data));
      connection.watch?.(dir, typeof data !== 'string');
      if (!order.isWaiting) return take(dir, data, t);
      const kept = typeof data === 'string' ? data : copyBytes(data, PAYLOAD_BYTES);
      order.run(() =>
        typeof kept === 'string' ? text(dir, kept, t) : binary(dir, kept, byteLengthOf(data as Uint8Array), t),
      );
    },
    frameLater(dir, size, t) {
      counter?.frame(dir, undefined, size);
      connection.watch?.(dir, true);
      const place = order.hold();
      return (bytes, more) => place(() => binary(dir, bytes, size, t, more));
    },
    record(kind, members, t) {
      counter?.record(kind, members);
      order.run(() => standing.record(kind, members, t));
    },
    end() {
      connection.watch = undefined;
      connection.look = undefined;
      order.run(() => standing.end(seq));
    },
    watch: undefined,
    look: undefined,
  };
  return connection;
}
