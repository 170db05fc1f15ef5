import { byteLengthOf } from '../../core/trace/captured.ts';
import type { Dir } from '../../core/trace/records.ts';
import { copyBytes } from '../payload/bytes.ts';
import { json } from '../json.ts';
import { append } from '../natives.ts';
import type { Owner } from './bluetooth-services.ts';
import type { Session } from './bluetooth-session.ts';

/** No value of an attribute is longer. */
export const LONGEST_VALUE = 512;
const MOST_WAITING = 256;

/** Where a value belongs. */
export interface Attribute {
  session: Session;
  owner: Owner;
  channel: string;
}

/** Writes the frame, once; `ms` is how long the operation took, where that is known. */
export type Give = (op: string, ms?: number) => void;

export interface Frames {
  /** A value takes its place in the trace now; what follows on its connection waits until it is given. */
  take(attribute: Attribute, dir: Dir, bytes: Uint8Array, t: number): Give;
  /** What waits for an operation that may never end. */
  wait(op: string, give: Give): Give;
  /** Gives everything that waits. */
  settle(): void;
}

const { round } = Math;

export function createFrames(): Frames {
  let waiting: (() => void)[] = [];
  let open = 0;

  function settle(): void {
    const list = waiting;
    waiting = [];
    for (let at = 0; at < list.length; at += 1) list[at]?.();
  }

  return {
    take({ session, owner, channel }, dir, bytes, t) {
      const isOthers = owner === 'other';
      // Of what is not ONE's only the size is kept. A page may change its bytes as soon as it has them.
      const kept = isOthers ? undefined : copyBytes(bytes, LONGEST_VALUE);
      const place = session.connection.frameLater(dir, byteLengthOf(bytes), t);
      return (op, ms) =>
        place(
          kept,
          json({ channel: isOthers ? undefined : channel, op, ms: ms === undefined ? ms : round(ms * 1000) / 1000 }),
        );
    },
    wait(op, give) {
      if (waiting.length >= MOST_WAITING) settle();
      append(waiting, () => give(op));
      open += 1;
      return (done, ms) => {
        give(done, ms);
        open -= 1;
        if (open === 0) waiting = [];
      };
    },
    settle,
  };
}
