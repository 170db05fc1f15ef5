import { cleanUrl } from '../core/trace/clean-url.ts';
import { getter } from '../core/trace/captured.ts';
import { json } from './json.ts';
import { append, getPrototypeOf, later, monotonic, timeOrigin, wallClock } from './natives.ts';
import type { Host } from './host.ts';
import type { Outbox } from './outbox.ts';
import type { Room } from './room.ts';

const STATUS_MS = 1000;
const MOST_URLS = 8;

/** What the connections of a realm share: its page record, the search for chains, and the account of what is not recorded. */
export interface Site {
  /** Name of this realm's page record. */
  readonly page: string;
  readonly searching: number;
  detected(why: string): void;
  /** Where one more socket of the page goes. */
  address(url: string): void;
  /** One more connection whose plugin chain is not known, or one less. */
  search(change: 1 | -1): void;
  readonly isLive: boolean;
  /** One more recorded connection that is open, or one less. */
  live(change: 1 | -1): void;
  /** A socket that is not ONE's, and bytes of such sockets. */
  otherSocket(bytes: number): void;
  otherBytes(bytes: number): void;
}

export interface Status {
  detected: string | undefined;
  /** Of the first sockets. */
  urls: string[];
  otherSockets: number;
  otherBytes: number;
}

/** `onLive` is called where the number of recorded connections that are open has changed; `tell` at most once a second, and only where something changed. */
export function createSite(page: () => string, room: Room, tell: (status: Status) => void, onLive: () => void): Site {
  const status: Status = { detected: undefined, urls: [], otherSockets: 0, otherBytes: 0 };
  let searching = 0;
  let live = 0;
  let isScheduled = false;

  function changed(): void {
    if (isScheduled) return;
    isScheduled = true;
    later(() => {
      isScheduled = false;
      tell(status);
    }, STATUS_MS);
  }

  return {
    get page() {
      return page();
    },
    get searching() {
      return searching;
    },
    detected(why) {
      if (status.detected !== undefined) return;
      status.detected = why;
      tell(status);
    },
    address(url) {
      if (status.urls.length >= MOST_URLS) return;
      append(status.urls, url);
      changed();
    },
    search(change) {
      searching += change;
      if (searching === (change === 1 ? 1 : 0)) room.finder?.seek(change === 1);
    },
    get isLive() {
      return live > 0;
    },
    live(change) {
      live += change;
      onLive();
    },
    otherSocket(bytes) {
      status.otherSockets += 1;
      status.otherBytes += bytes;
      changed();
    },
    otherBytes(bytes) {
      status.otherBytes += bytes;
      changed();
    },
  };
}

const browser = navigator;
const userAgentOf = getter(getPrototypeOf(browser) as Navigator, 'userAgent');

/** When a realm was there, and where. */
export interface Moment {
  t: number;
  /** The wall clock before the monotonic one. */
  ahead: number;
  url: string;
}

export function momentOf({ url }: Host): Moment {
  const t = monotonic();
  return { t, ahead: wallClock() - t, url: url() };
}

/** The record of this realm: written first, and again where a trace begins anew. */
export function writePage(outbox: Outbox, page: string, { kind }: Host, { t, ahead, url }: Moment): void {
  // Of what a worker belongs to the recorder knows the name; that there is something, the worker says.
  const parent = kind === 'window' ? undefined : 'owner';
  // The wall clock knows whole milliseconds.
  const clockOffset = ahead - (ahead % 1);
  const userAgent = userAgentOf(browser);
  const members = { page, url: cleanUrl(url), realm: kind, parent, userAgent, timeOrigin, clockOffset };
  outbox.record('page', 0, t, json(members));
}
