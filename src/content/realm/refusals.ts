import { cleanUrl } from '../../core/trace/clean-url.ts';
import { getter } from '../../core/trace/captured.ts';
import { listen, monotonic } from '../natives.ts';

const blockedUri = getter(SecurityPolicyViolationEvent.prototype, 'blockedURI');
const directive = getter(SecurityPolicyViolationEvent.prototype, 'effectiveDirective');
const disposition = getter(SecurityPolicyViolationEvent.prototype, 'disposition');

/** A connection that the page's own policy forbids fails without a word to its code: the violation is what explains it. */
export function observeRefusals(
  refused: (message: string, t: number) => void,
  target: EventTarget,
): { listen(): void; undo(): void } {
  const onViolation = (event: Event): void => {
    const violation = event as SecurityPolicyViolationEvent;
    if (!event.isTrusted || directive(violation) !== 'connect-src' || disposition(violation) !== 'enforce') return;
    const url = cleanUrl(blockedUri(violation));
    if (url[0] !== 'w' || url[1] !== 's') return;
    refused(`Content Security Policy (connect-src) refuses ${url}`, monotonic());
  };
  return {
    listen: () => void listen(target, 'securitypolicyviolation', onViolation),
    undo: listen(target, 'securitypolicyviolation', onViolation),
  };
}
