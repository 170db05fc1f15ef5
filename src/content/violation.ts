import { getter } from '../core/trace/captured.ts';

/** Workers of Firefox have no such events, and none is told to them. */
const prototype =
  typeof SecurityPolicyViolationEvent === 'function' ? SecurityPolicyViolationEvent.prototype : undefined;

const read = (name: 'blockedURI' | 'effectiveDirective' | 'disposition'): ((event: Event) => string) =>
  prototype === undefined ? () => '' : (getter(prototype, name) as (event: Event) => string);

export const blockedUri = read('blockedURI');
export const directive = read('effectiveDirective');
export const disposition = read('disposition');
