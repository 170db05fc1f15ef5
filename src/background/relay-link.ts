import type { RelayCommand } from '../core/contract/capture.ts';
import type { Link } from './ports.ts';
import type { Origin } from './tab-recordings.ts';

/** One relay, from its hello on. */
export interface RelayLink {
  readonly from: Origin;
  readonly realm: string;
  readonly port: Link<RelayCommand, unknown>;
  /** Its site may be captured: undefined until it is welcomed. What it sends otherwise is nobody's. */
  captures: boolean | undefined;
}

/** The relay keeps what was not acknowledged; without its port it comes back later and sends it again. */
export const refuse = (links: Iterable<RelayLink>): void => {
  for (const { port } of new Set(links)) port.disconnect();
};

/** Asks the hooks to say again which page and connections there are. */
export const askAnew = (links: Iterable<RelayLink>): void => {
  for (const { port } of links) port.post({ type: 'anew' });
};
