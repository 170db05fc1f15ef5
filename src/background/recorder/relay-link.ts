import type { RelayCommand } from '../../core/contract/capture.ts';
import type { Link } from '../ports.ts';
import type { Origin } from './tab-recordings.ts';

/** One relay, from its hello on. */
export interface RelayLink {
  readonly from: Origin;
  readonly realm: string;
  /** It speaks for a document, not for a worker or for the browser's network log. */
  readonly isDocument: boolean;
  readonly port: Link<RelayCommand, unknown>;
  /** Its site may be captured: undefined until it is welcomed. What it sends otherwise is nobody's. */
  captures: boolean | undefined;
  /**
   * Something that it sent was not taken. Nothing that it sent behind that may be taken either: the last number on disk says that all
   * before it are there.
   */
  isRefused: boolean;
  /** It said that it goes. */
  isGoing: boolean;
  /** Of a document that goes for good: how many frames there are in batches that it sends last. */
  readonly waiting: Map<number, number>;
}

export const createRelayLink = (of: Omit<RelayLink, 'captures' | 'isRefused' | 'isGoing' | 'waiting'>): RelayLink => ({
  ...of,
  captures: undefined,
  isRefused: false,
  isGoing: false,
  waiting: new Map(),
});

/** Asks the hooks to say again which page and connections there are. */
export const askAnew = (links: Iterable<RelayLink>): void => {
  for (const { port } of links) port.post({ type: 'anew' });
};
