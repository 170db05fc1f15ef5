import type { RelayMessage, Unfit, Waiting } from '../../core/contract/capture.ts';
import { decodeBase64 } from '../../core/trace/base64.ts';
import { checkEvidence, type Evidence } from '../../core/contract/evidence.ts';
import { isObject } from '../../core/trace/checks.ts';
import { isUnfit } from '../sites/unfit-origins.ts';

/** Below the 64 MiB that a port takes at once (PLATFORM §6), with room for base64's third. */
export const MAX_BATCH_BYTES = 50_331_648;

/** What the recorder needs of a relay's message: bytes as bytes, texts cut to a bearable length. */
export type Heard =
  | { type: 'hello'; realm: string; isWindow: boolean; title: string; late: boolean; binary: boolean; blobs: boolean }
  | { type: 'batch'; realm: string; n: number; page: Uint8Array }
  | { type: 'going'; realm: string; waiting: Waiting[] }
  | { type: 'status'; realm: string; evidence: Evidence[]; otherSockets: number; otherBytes: number }
  | { type: 'unfit'; realm: string; why: Unfit };

const isRealm = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{8,64}$/.test(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** A page realm cannot speak to the background itself, but the renderer process that holds the relay may be anybody's. */
export function hear(message: unknown): Heard | undefined {
  if (!isObject(message) || !isRealm(message['realm'])) return undefined;
  const { realm } = message;
  switch (message['type'] as RelayMessage['type']) {
    case 'hello': {
      const title = typeof message['title'] === 'string' ? message['title'].slice(0, 512) : '';
      const isWindow = message['kind'] === 'window';
      const late = message['late'] === true;
      const carried = { binary: isProbe(message['probe']), blobs: message['blob'] instanceof Blob };
      return { type: 'hello', realm, isWindow, title, late, ...carried };
    }
    case 'batch': {
      const page = bytesOf(message['page']);
      return page && isCount(message['n']) ? { type: 'batch', realm, n: message['n'], page } : undefined;
    }
    case 'going': {
      const waiting: unknown = message['waiting'];
      return Array.isArray(waiting)
        ? { type: 'going', realm, waiting: waiting.slice(0, MOST_WAITING).filter(isWaiting) }
        : undefined;
    }
    case 'status': {
      const { otherSockets, otherBytes } = message;
      if (!isCount(otherSockets) || !isCount(otherBytes)) return undefined;
      return { type: 'status', realm, otherSockets, otherBytes, evidence: checkEvidence(message['evidence']) };
    }
    case 'unfit':
      return isUnfit(message['why']) ? { type: 'unfit', realm, why: message['why'] } : undefined;
    default:
      return undefined;
  }
}

/** Of what a relay keeps, that is far more than there can be. */
const MOST_WAITING = 4096;
const isWaiting = (value: unknown): value is Waiting =>
  isObject(value) && isCount(value['n']) && isCount(value['frames']);

/** Through a port that speaks JSON a Uint8Array arrives as an object of digits. */
const isProbe = (value: unknown): boolean => value instanceof Uint8Array && value.join() === '1,2,3';

function bytesOf(page: unknown): Uint8Array | undefined {
  const bytes = typeof page === 'string' && page.length <= (MAX_BATCH_BYTES * 4) / 3 + 4 ? decodeBase64(page) : page;
  return bytes instanceof Uint8Array && bytes.length <= MAX_BATCH_BYTES ? bytes : undefined;
}
