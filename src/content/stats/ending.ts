import { method } from '../../core/trace/captured.ts';
import type { LifeState } from '../../core/report/report.ts';

const find = method(String.prototype, 'indexOf');
const has = (text: string, part: string): boolean => find(text, part) >= 0;

/** What a connection was about when it ended, in the words that the seed document searches errors for. */
export type Concern = 'connection' | 'authentication' | 'encryption' | 'pairing';

export function concernOf(state: LifeState, reason: string): Concern {
  if (has(reason, 'oken') || state === 'PAIRING') return 'pairing';
  if (has(reason, 'uthentication') || state === 'AUTHENTICATING') return 'authentication';
  return state === 'ENCRYPTING' || has(reason, 'ecryption') ? 'encryption' : 'connection';
}

/** Orderly ends of the library, whatever was going on (seed document, "Graceful Closure Reasons"). */
const isGentle = (reason: string): boolean =>
  has(reason, 'New connection replaced') || has(reason, 'Duplicate connection') || has(reason, 'route was stopped');

export interface PageClose {
  code: number;
  reason: string;
  /** The page had called close() before. */
  isOwn: boolean;
}

/** Whether the connection failed: it broke, an error closed it, or the other side closed it in the middle of an exchange. */
export function isFailure(state: LifeState, { code, reason, isOwn }: PageClose): boolean {
  if (isGentle(reason)) return false;
  if (code !== 1000 && code !== 1001) return !(isOwn && code === 1005);
  return has(reason, 'Error') || (!isOwn && isInExchange(state));
}

function isInExchange(state: LifeState): boolean {
  return state === 'AUTHENTICATING' || state === 'ENCRYPTING' || state === 'PAIRING';
}
