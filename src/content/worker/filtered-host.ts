import type { FilteredStart } from '../../core/contract/worker-channel.ts';
import type { Host } from '../host.ts';
import { observeRefusals } from '../realm/refusals.ts';
import { channelLink } from './channel-link.ts';
import { observeEnd } from './observe-end.ts';

/** A worker that runs from its own address, with our script in front of the page's. */
export function filteredHost(start: FilteredStart): Host {
  const { href } = location;
  const isShared = 'SharedWorkerGlobalScope' in globalThis;
  return {
    kind: isShared ? 'sharedworker' : 'worker',
    url: () => href,
    base: () => href,
    openLink: channelLink(start, isShared),
    observe: (observing) => [observeRefusals(observing.refused, globalThis), observeEnd(observing)],
  };
}
