import { uncurry } from '../../core/trace/captured.ts';
import { getOwnPropertyDescriptor } from '../natives.ts';

/**
 * An accessor of an interface that this browser may not have (Firefox knows no RTCErrorEvent, a profile may have WebRTC switched off): there it
 * reads undefined.
 */
export function reader(owner: string, key: string): (self: object) => unknown {
  const type = (globalThis as unknown as Record<string, { prototype: object } | undefined>)[owner];
  const get = type && getOwnPropertyDescriptor(type.prototype, key)?.get;
  return get === undefined ? () => undefined : uncurry(get as (this: object) => unknown);
}

/** The text that a member has, '' for anything else. */
export const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');
