import type { Dir, FrameRecord } from '../../trace/records.ts';
import { join, type Assembly, type Shelf } from '../assembly.ts';
import type { Reading } from '../reading.ts';

const MAX_LANES = 64;
/** The service has no lengths: what grows beyond this is no message any more. */
const MAX_BYTES = 65_536;

/** Messages in pieces of one connection over GATT: one at most on each characteristic and direction. */
export interface Pieces {
  /** What has begun there and is not finished. */
  before(dir: Dir, channel: string): Uint8Array | undefined;
  /** Takes a value as it was read. Gives the frames of the message that it completes. */
  learn(frame: FrameRecord, channel: string, reading: Reading, shelf: Shelf): number[] | undefined;
}

export function createPieces(): Pieces {
  const open = new Map<string, Assembly>();
  return {
    before(dir, channel) {
      const assembly = open.get(`${dir} ${channel}`);
      return assembly && !assembly.broken ? join(assembly.parts) : undefined;
    },
    learn({ dir, seq, payload }, channel, { piece }, shelf) {
      const lane = `${dir} ${channel}`;
      let assembly = open.get(lane);
      if (piece !== 'continues' && piece !== 'ends') {
        shelf.drop(assembly);
        open.delete(lane);
        assembly = undefined;
      }
      if (piece === undefined || payload === undefined) return undefined;
      if (piece === 'begins' && open.size < MAX_LANES) open.set(lane, (assembly = shelf.start('binary')));
      if (assembly === undefined) return undefined;
      shelf.add(assembly, seq, payload);
      if (assembly.bytes > MAX_BYTES) assembly.broken = true;
      if (piece === 'ends' || assembly.broken) {
        shelf.drop(assembly);
        open.delete(lane);
      }
      return piece === 'ends' ? assembly.pieces : undefined;
    },
  };
}
