import type { Host, Observer } from '../host.ts';
import { observeEvent } from '../observe-event.ts';
import { observeRefusals } from '../realm/refusals.ts';
import { disposition } from '../violation.ts';
import { readdressing } from './address.ts';
import { observeEnd } from './observe-end.ts';
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

const observePolicy = (unfit: () => void): Observer =>
  observeEvent(globalThis, 'securitypolicyviolation', (event) => {
    if (event.isTrusted && disposition(event) === 'enforce') unfit();
  });
