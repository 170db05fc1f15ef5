import { cleanUrl } from '../../core/trace/clean-url.ts';
import { listen, monotonic } from '../natives.ts';
import { blockedUri, directive, disposition } from '../violation.ts';

/** A connection that the page's own policy forbids fails without a word to its code: the violation is what explains it. */
export function observeRefusals(
  refused: (message: string, t: number) => void,
  target: EventTarget,
): { listen(): void; undo(): void } {
  const onViolation = (event: Event): void => {
    if (!event.isTrusted || directive(event) !== 'connect-src' || disposition(event) !== 'enforce') return;
    const url = cleanUrl(blockedUri(event));
    if (url[0] !== 'w' || url[1] !== 's') return;
    refused(`Content Security Policy (connect-src) refuses ${url}`, monotonic());
  };
  const listenTo = (): (() => void) => listen(target, 'securitypolicyviolation', onViolation);
  return { listen: () => void listenTo(), undo: () => listenTo()() };
}
