import type { OtherEnd } from '../../../core/contract/row-columns.ts';
import { sideOfConn, type Fate, type Merged } from '../../../core/merge/merged.ts';
import { duration } from '../format.ts';
import type { Lane, SequenceCells } from './sequence-cells.ts';

/** Whose lanes a diagram has: of this page alone, or of both sides of a merged recording. */
export type LaneNames = Record<Lane, string>;

export const ONE_SIDE: LaneNames = { page: 'This page', server: 'Comm server', peer: 'Peer' };

export const laneNames = (merged: Merged | undefined): LaneNames =>
  merged
    ? { page: `A ${shortOf(merged.names.A)}`, server: 'Comm server', peer: `B ${shortOf(merged.names.B)}` }
    : ONE_SIDE;

const shortOf = (name: string): string => name.replace(/\.onetrace$/, '');

/** What stands on the part of the way that did not go well. */
export const FATE_NOTES: Record<Fate, string> = {
  altered: 'altered',
  wire: 'lost',
  closing: 'lost: the connection ended',
  'not-recorded': 'not recorded there',
  'before-recording': 'before its recording',
  'after-recording': 'after its recording',
  unsent: 'not seen being sent',
};

const MIRROR: Record<Lane, Lane> = { page: 'peer', server: 'server', peer: 'page' };

/** An arrow in a diagram of both sides: B stands on the right, and what both have seen is solid all the way. */
export function withBothSides(cells: SequenceCells, end: OtherEnd | undefined): SequenceCells {
  const isB = sideOfConn(cells.conn) === 'B';
  const turned = (leg: SequenceCells['seen']) => leg && (isB ? { from: MIRROR[leg.from], to: MIRROR[leg.to] } : leg);
  const note = end?.fate === undefined ? cells.relayNote : FATE_NOTES[end.fate];
  return {
    ...cells,
    seen: turned(cells.seen),
    inferred: turned(cells.inferred),
    self: isB ? 'peer' : 'page',
    isSeenThere: end?.mate !== undefined,
    isBroken: end?.fate === 'wire' || end?.fate === 'closing' || end?.fate === 'altered',
    relayNote: note,
    delay: end?.delayMs === undefined ? '' : duration(end.delayMs),
  };
}
