import type { HookCommand, HookMessage } from './capture.ts';

/**
 * A worker whose script went through the browser's filter (Firefox) has no owner with a hook that could take its port: it meets a relay of its
 * origin on BroadcastChannels. Their names are random and known to the background, the relays and the hook in the worker only, so
 * that the page sees nothing of what is said there. Nothing of it is trusted.
 */
export type FromWorker = { from: 'worker'; id: string } & (
  | WorkerHere
  /** One relay has the worker; the others of its origin hear whose it is. */
  | { say: 'taken'; by: string; shared: boolean; url: string }
  | { say: 'message'; message: HookMessage }
);

/** On the worker's own channel, and, of a shared worker, where relays meet it. `url` is what the page started. */
export interface WorkerHere {
  say: 'here';
  channel: string;
  shared: boolean;
  url: string;
}

export type FromRelay = { from: 'relay'; relay: string } &
  /** To all shared workers of the origin: who is there? */
  (
    | { say: 'ask' }
    | { say: 'offer' }
    /** The page goes, or is put aside: another relay may take the worker. */
    | { say: 'bye' }
    | { say: 'command'; to: string; command: HookCommand }
  );

/** What the script in front of the worker's own is started with. `meet`: of a shared worker, the channel of its origin. */
export interface FilteredStart {
  url: string;
  channel: string;
  meet?: string;
  /** Whether the user allows the site to be decrypted. */
  seeks: boolean;
}

/** `tabs.sendMessage` to the relay of the document whose worker's script is just passing. */
export const RELAY_WORKER = 'one-trace-worker';
export interface RelayWorker {
  type: typeof RELAY_WORKER;
  channel: string;
}
