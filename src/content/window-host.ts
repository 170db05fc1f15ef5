import { getter } from '../core/trace/captured.ts';
import type { Host } from './host.ts';
import { openLink } from './link.ts';
import { observeLife } from './realm/life.ts';
import { observeNavigation } from './realm/navigation.ts';
import { observeRefusals } from './realm/refusals.ts';

const baseOf = getter(Node.prototype, 'baseURI');

/** A document of the page, of whatever kind its frame is. */
export const windowHost: Host = {
  kind: 'window',
  url: () => location.href,
  base: () => baseOf(document),
  openLink,
  observe: (observing) => [
    observeLife(observing),
    observeNavigation(observing.note),
    observeRefusals(observing.refused, document),
  ],
};
