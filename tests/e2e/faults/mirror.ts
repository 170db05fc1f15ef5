import type { Truth } from '../../lab/truth/truth.ts';
import { wireOfTruth, type WireFrame } from '../trace-file.ts';

type Side = { out: string[]; in: string[] };

/** What was relayed between two peers, as one of them has it: sealed frames pass the comm server as they are. */
const sealed = (frames: readonly WireFrame[]): Side => {
  const of = (wanted: WireFrame['dir']): string[] =>
    frames.flatMap(({ dir, wire }) => (dir === wanted && wire.type === 'binary' ? [wire.base64] : []));
  return { out: of('out'), in: of('in') };
};

/**
 * Compares a trace with the log of the peer at the other end, where the page that has its own log is dead. Per relayed connection: how
 * many sealed frames the trace has and the peer has, and whether the shorter list is the beginning of the longer one.
 */
export function mirrored(trace: readonly WireFrame[][], peer: Truth): { traced: Side; told: Side; same: boolean }[] {
  const told = wireOfTruth(peer).map(sealed);
  return trace
    .map(sealed)
    .filter((side) => side.out.length > 0)
    .map((traced) => {
      const other = told.find((side) => side.in[0] === traced.out[0]) ?? { out: [], in: [] };
      return { traced, told: other, same: isBegin(traced.out, other.in) && isBegin(traced.in, other.out) };
    });
}

function isBegin(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  return length > 0 && a.slice(0, length).every((frame, at) => frame === b[at]);
}
