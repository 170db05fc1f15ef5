import type { Opened } from '../crypto/opener.ts';
import type { FrameRecord } from '../trace/records.ts';
import type { Connection } from './connection.ts';

/** Where a frame stands on its connection, and what opening it gave. */
export type Place =
  | { kind: 'clear' }
  | { kind: 'key-frame' }
  | { kind: 'sealed'; opened: Opened | undefined; expected: number | undefined };

const KEY_FRAME = 72;

/**
 * A binary frame is a key frame if it is the first one of its direction after `communication_ready`, and encrypted from
 * then on (TRACE-FORMAT §2). Where the trace does not show the beginning, a key that fits proves the encryption.
 */
export function placeOf(connection: Connection, frame: FrameRecord): Place {
  if (frame.type === 'text') return { kind: 'clear' };
  const lane = connection.lanes[frame.dir];
  if (lane.keyFrame || connection.sealed) return sealed(connection, frame);
  const isLossy = connection.lost > 0;
  const readyIsLost = connection.requested && isLossy && frame.size === KEY_FRAME;
  const expectsKeyFrame = connection.ready || readyIsLost;
  if (!expectsKeyFrame || isLossy || frame.size !== KEY_FRAME) {
    const opened = connection.opener.hasKey() ? tryOpen(connection, frame) : undefined;
    const otherLane = connection.lanes[frame.dir === 'in' ? 'out' : 'in'];
    const isPastKeyFrame = isLossy && otherLane.keyFrame && frame.size !== KEY_FRAME;
    if (opened || isPastKeyFrame) {
      connection.sealed = true;
      return { kind: 'sealed', opened, expected: opened?.expected };
    }
  }
  return expectsKeyFrame ? { kind: 'key-frame' } : { kind: 'clear' };
}

function sealed(connection: Connection, frame: FrameRecord): Place {
  const expected = connection.opener.expected(frame.dir);
  return { kind: 'sealed', opened: tryOpen(connection, frame), expected };
}

function tryOpen({ opener, unseen }: Connection, frame: FrameRecord): Opened | undefined {
  if (frame.payload && !frame.truncated && opener.hasKey()) {
    const opened = opener.open(frame.payload, frame.dir, unseen[frame.dir]);
    if (opened) unseen[frame.dir] = 0;
    return opened;
  }
  opener.skip(frame.dir);
  return undefined;
}

export const isSealed = (connection: Connection, dir: FrameRecord['dir']): boolean =>
  connection.lanes[dir].keyFrame || connection.sealed;
