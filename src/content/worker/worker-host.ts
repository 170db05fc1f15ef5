import type { Host, Observer, Observing } from '../host.ts';
import { apply, listen } from '../natives.ts';
import { patchFunction } from '../patch.ts';
import { observeRefusals } from '../realm/refusals.ts';
import { disposition } from '../violation.ts';
import { readdressing } from './address.ts';
import type { WorkerStart } from './start.ts';
import { workerLink } from './worker-link.ts';

/**
 * A dedicated worker that runs from our wrapper. `unfit` is called where the policy, which the wrapper has from the page and the worker's own
 * script might not have, forbids it something.
 */
export const workerHost = (start: WorkerStart, unfit: () => void): Host => ({
  kind: 'worker',
  url: () => start.url,
  base: () => start.url,
  openLink: workerLink(start),
  readdress: readdressing(start.url),
  observe: (observing) => [
    observeRefusals(observing.refused, globalThis),
    observeEnd(observing),
    ...(start.url[0] === 'h' ? [observePolicy(unfit)] : []),
  ],
});

/** `close()` ends the worker with this very task. */
function observeEnd({ flush }: Observing): Observer {
  const undo = patchFunction(globalThis, 'close', {
    apply(native, self, args) {
      flush();
      return apply(native, self, args) as unknown;
    },
  });
  return { listen: () => undefined, undo };
}

function observePolicy(unfit: () => void): Observer {
  const onViolation = (event: Event): void => {
    if (event.isTrusted && disposition(event) === 'enforce') unfit();
  };
  return {
    listen: () => void listen(globalThis, 'securitypolicyviolation', onViolation),
    undo: listen(globalThis, 'securitypolicyviolation', onViolation),
  };
}
