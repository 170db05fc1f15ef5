import type { LossCount } from '../trace/loss-count.ts';
import { count } from './words.ts';

/** `12 records lost, 3 payloads cut`; what there is none of is left out. */
export function lossWords({ lost, cut }: LossCount): string {
  const words = cut > 0 ? [`${count(cut, 'payload')} cut`] : [];
  return (lost > 0 || cut === 0 ? [`${count(lost, 'record')} lost`, ...words] : words).join(', ');
}
