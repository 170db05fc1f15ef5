import type { Truth } from '../../lab/truth/truth.ts';

/** How many frames a peer has on its log. */
export const countTruth = ({ connections }: Truth): number =>
  connections.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'frame')).length;
