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

/** One document of the tab, and the workers that it has started. */
interface Watched {
  origin: string;
  feed: LogFeed;
  link: NetworkLogLink;
}

/**
 * Chromium: while the panel is open, sockets of dedicated and service workers into which no hook came are read from the log of the browser's own
 * Network panel, which is open to every extension with a panel (PLATFORM §1). What the hook has seen is known by the script that opened it.
 * Firefox's log holds no messages of sockets. Returns the undo.
 */
export function readNetworkLog({ devtools, runtime }: Api, tab: number, site: ReadonlySignal<SiteState | undefined>) {
  const network = devtools?.network;
  const own = runtime.getURL('');
  if (!network || !own.startsWith('chrome-extension:')) return () => undefined;
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

  const onFinished = (entry: unknown): void => {
    for (const each of [leaving, watched])
      for (const socket of each ? ofSite(entry, each.origin) : []) {
        if (each?.link.captures !== true || (each === leaving && !each.feed.has(socket))) continue;
        for (let page = each.feed.ended(socket); page !== undefined; page = each.feed.ended(socket))
          each.link.send(page);
        if (each.feed.has(socket)) return;
      }
  };
  const onNavigated = (): void => {
    const state = site.peek();
    leave();
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
