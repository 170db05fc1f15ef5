import { byteLengthOf } from '../../core/trace/captured.ts';
import { encodeUpTo, firstBytes } from './bytes.ts';

type Payload = Uint8Array | string | undefined;

/** The beginning of a payload that is kept under pressure: enough to tell what a message is. */
export const SHORT_BYTES = 1024;

/** What a payload takes of our memory, before it is encoded. */
export const weightOf = (payload: Payload): number =>
  typeof payload === 'string' ? payload.length : payload ? byteLengthOf(payload) : 0;

/** At most `keep` bytes of a payload, which has more; none at all where `keep` is 0. And its size as it was. */
export function shortened(payload: Payload, keep: number): { size: number; bytes: Uint8Array | undefined } {
  const { size, bytes } =
    typeof payload === 'string'
      ? encodeUpTo(payload, keep)
      : { size: weightOf(payload), bytes: payload && firstBytes(payload, keep) };
  return { size, bytes: keep > 0 ? bytes : undefined };
}
