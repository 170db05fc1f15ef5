import type { Mask } from './mask.ts';

/** Names that this tool and its kin give: `ws12`, `conn3`, `p1`, `pc` and 32 random digits; parts of a merged name are such names. */
const PART = '(?:[a-z]{0,12}[-_]?\\d{1,12}|[a-z]{0,4}[0-9a-f]{32}|[a-z])';
const OURS = new RegExp(`^${PART}(?:[./:]${PART}){0,3}$`, 'i');

/** The name by which records refer to each other. One that somebody else has chosen may say anything, so a stand-in takes its place. */
export const redactRecordName = (name: string, { standIns }: Mask): string =>
  OURS.test(name) ? name : `x${standIns.digits('record', name, 32)}`;
