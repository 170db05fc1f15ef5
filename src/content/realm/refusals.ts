import { cleanUrl } from '../../core/trace/clean-url.ts';
import type { Observer } from '../host.ts';
import { monotonic } from '../natives.ts';
import { observeEvent } from '../observe-event.ts';
import { blockedUri, directive, disposition } from '../violation.ts';

/** A connection that the page's own policy forbids fails without a word to its code: the violation is what explains it. */
export function observeRefusals(refused: (message: string, t: number) => void, target: EventTarget): Observer {
  const onViolation = (event: Event): void => {
    if (!event.isTrusted || directive(event) !== 'connect-src' || disposition(event) !== 'enforce') return;
    const url = cleanUrl(blockedUri(event));
    if (url[0] !== 'w' || url[1] !== 's') return;
    refused(`Content Security Policy (connect-src) refuses ${url}`, monotonic());
  };
  return observeEvent(target, 'securitypolicyviolation', onViolation);
}
