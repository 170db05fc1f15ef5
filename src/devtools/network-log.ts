import { effect, type ReadonlySignal } from '@preact/signals';
import { WORKER_SCRIPT } from '../core/network-log/own-script.ts';
import { createLogFeed, type LogFeed } from '../core/network-log/log-feed.ts';
import { logSocket, type LogSocket } from '../core/network-log/log-socket.ts';
import { isObject } from '../core/trace/checks.ts';
import type { SiteState } from '../core/contract/panel.ts';
import type { extensionApi } from './extension-api.ts';
import { connectNetworkLog, type NetworkLogLink } from './network-log-link.ts';

type Api = NonNullable<ReturnType<typeof extensionApi>>;

/** The whole log comes each time: it is asked for the more rarely, the longer it takes. */
const READ_MS = 1500;
const REST_FACTOR = 20;
const MOST_OVER = 256;

/** One document of the tab, and the workers that it has started. */
interface Watched {
  origin: string;
  feed: LogFeed;
  link: NetworkLogLink;
}

/**
 * Chromium: while the panel is open, sockets of dedicated and service workers into which no hook came are read from the log of the browser's own
 * Network panel, which is open to every extension with a panel (PLATFORM §1). What the hook has seen is known by the script that opened it.
 * Whether Firefox's log has messages of sockets was not measured. Returns the undo.
 */
export function readNetworkLog({ devtools, runtime }: Api, tab: number, site: ReadonlySignal<SiteState | undefined>) {
  const network = devtools?.network;
  const own = runtime.getURL('');
  if (!network || !own.startsWith('chrome-extension:')) return () => undefined;
  /** Sockets of which the log has told the end, and nobody else yet. */
  let over: LogSocket[] = [];
  let watched: Watched | undefined;
  let leaving: Watched | undefined;
  let isOver = false;

  const isOurs = ({ script }: LogSocket): boolean => script === WORKER_SCRIPT || script.startsWith(own);
  const ofSite = (entry: unknown, origin: string): LogSocket[] => {
    const socket = logSocket(entry);
    // A worker of a frame of another site is for that site to allow.
    return socket && !isOurs(socket) && socket.origin === origin ? [socket] : [];
  };

  function follow(state: SiteState | undefined): void {
    const origin = state !== undefined && /^(capturing|reload|off)$/.test(state.capture) ? state.origin : undefined;
    if (origin === watched?.origin) return;
    leave();
    if (origin === undefined) return;
    watched = { origin, feed: createLogFeed(origin), link: connectNetworkLog(runtime, tab, origin) };
  }

  /** The document is gone; its sockets end one by one, and the log tells of each a last time. */
  function leave(): void {
    finish(leaving);
    leaving = watched;
    watched = undefined;
  }

  function finish(old: Watched | undefined): void {
    if (old) settle(old, true);
    const page = old?.feed.farewell(Date.now());
    if (page) old?.link.send(page);
    old?.link.finish();
  }

  function take({ feed, link, origin }: Watched, entries: readonly unknown[]): void {
    const sockets = entries.flatMap((entry) => ofSite(entry, origin)).filter((socket) => !leaving?.feed.has(socket));
    if (link.captures === false) return feed.skip(sockets);
    if (link.captures === undefined || !link.isFree) return;
    const page = feed.read(sockets);
    if (page) link.send(page);
  }

  /** Tells of sockets that have ended. Before the recorder has said whether it takes anything, they wait. */
  function settle({ feed, link, origin }: Watched, isLeaving = false): void {
    if (link.captures === undefined) return;
    const own = over.filter((socket) => socket.origin === origin && (!isLeaving || feed.has(socket)));
    for (const socket of own) {
      over.splice(over.indexOf(socket), 1);
      for (let page = link.captures ? feed.ended(socket) : undefined; page !== undefined; page = feed.ended(socket))
        link.send(page);
    }
  }

  const onFinished = (entry: unknown): void => {
    const socket = logSocket(entry);
    if (!socket || isOurs(socket)) return;
    // Of a site that is not watched nobody will ask.
    if (over.length >= MOST_OVER) over.shift();
    over.push(socket);
    if (leaving) settle(leaving, true);
    if (watched) settle(watched);
  };
  const onNavigated = (): void => {
    const state = site.peek();
    leave();
    over = [];
    follow(state);
  };

  /** Answers through a callback only. */
  const readLog = (): Promise<unknown> =>
    new Promise((resolve) => (network.getHAR as unknown as (done: (log: unknown) => void) => void)(resolve));

  async function poll(): Promise<void> {
    let took = 0;
    while (!isOver) {
      const old = leaving;
      await new Promise((resolve) => setTimeout(resolve, Math.max(READ_MS, took * REST_FACTOR)));
      if (old !== undefined && old === leaving) {
        finish(old);
        leaving = undefined;
      }
      const current = watched;
      if (current === undefined) continue;
      settle(current);
      const began = performance.now();
      const log = await readLog();
      took = performance.now() - began;
      const entries = isObject(log) ? log['entries'] : undefined;
      if (current === watched && Array.isArray(entries)) take(current, entries);
    }
  }

  const unfollow = effect(() => follow(site.value));
  network.onRequestFinished.addListener(onFinished);
  network.onNavigated.addListener(onNavigated);
  void poll();
  return () => {
    isOver = true;
    unfollow();
    network.onRequestFinished.removeListener(onFinished);
    network.onNavigated.removeListener(onNavigated);
    leave();
    finish(leaving);
  };
}
