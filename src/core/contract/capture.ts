import type { GapRealm } from '../gaps/gap-text.ts';
import type { RealmKind } from '../trace/records.ts';
import type { Evidence } from './evidence.ts';
import type { PageSnapshot } from './page-snapshot.ts';

/** Hook (MAIN) → relay (ISOLATED), over the private MessagePort. From here on nothing is trusted. */
export type HookMessage =
  /**
   * A page of records (trace/page-layout.ts), connections numbered from 1 within the realm. `n` counts the pages; the hook keeps each
   * until the relay says `got`, and hands what is left to it in the moment in which the document goes.
   */
  | { type: 'page'; n: number; page: ArrayBuffer }
  /**
   * What the hook saw besides: why it took a connection for one of ONE, the sockets that it does not record, and where the first
   * sockets of the page went (the relay knows which hosts are ONE's, and says no more of the others).
   */
  | { type: 'status'; detected?: string; urls: readonly string[]; otherSockets: number; otherBytes: number }
  /** The port of another hook, in a worker that this realm started: the same messages come there. */
  | { type: 'realm'; port: MessagePort }
  | { type: 'unfit'; why: Unfit }
  /** The page started a worker whose script goes through the browser's filter: the hook in it comes forward, or it is a gap. */
  | { type: 'started'; realm: GapRealm; url: string };

/** Why workers of an origin do not run with a hook in them: what was tried once is not tried again. */
export type Unfit = 'page policy' | 'inherited policy';

/** Relay → hook. */
export type HookCommand =
  /** The relay has the port. `tail` names a window event, known to nobody else, that takes pages synchronously; `direct`: as they are. */
  | { type: 'hello'; tail: string; direct: boolean }
  | { type: 'got'; n: number }
  /** Said again while capture is on: the trace begins anew, so state the page and the open connections again. */
  | { type: 'capture'; on: boolean }
  /** The page looks like one of ONE: where there is a gap, it is told although no connection of ONE's was seen. */
  | { type: 'suspected' }
  /** For the page API, where it is there. */
  | { type: 'snapshot'; snapshot: PageSnapshot }
  /** The extension is gone (updated, disabled): become pass-through for good. */
  | { type: 'detach' };

/**
 * Relay → background, over a runtime Port named RELAY_PORT. Tab, frame and origin come from `port.sender`, never from here.
 * A batch is kept by the relay until `committed` names it, and sent again after the background died.
 */
export type RelayMessage =
  | {
      type: 'hello';
      /** Random, made by the relay: one life of one realm. */
      realm: string;
      kind: RealmKind;
      url: string;
      title: string;
      userAgent: string;
      /** performance.timeOrigin of the page. */
      started: number;
      /** Three bytes [1,2,3]: arrives as a Uint8Array where the port clones, else batches go as base64 (PLATFORM §6). */
      probe: Uint8Array;
      /** Where the relay would rather send large batches as Blobs: arrives as one where the port carries them. */
      blob?: Blob | undefined;
      /** The hook came after the page had begun (extension installed or updated into an open page). */
      late: boolean;
    }
  /** Of a realm the numbers come in order: what follows one that did not arrive whole is sent again. */
  | { type: 'batch'; realm: string; n: number; page: Uint8Array | string | Blob }
  /**
   * The document goes, or the relay ends the port itself: whose port ends without this has crashed or was killed. Where it goes for good:
   * how many frames there are in batches that nobody has confirmed: they are sent behind this, and of large ones not all may arrive.
   * Where it says more, only of what has come since.
   */
  | { type: 'going'; realm: string; waiting: Waiting[] }
  | { type: 'status'; realm: string; evidence: Evidence[]; otherSockets: number; otherBytes: number }
  | { type: 'unfit'; realm: string; why: Unfit };

/** A batch and its frames. */
export interface Waiting {
  n: number;
  frames: number;
}

/** Background → relay. */
export type RelayCommand =
  /**
   * `capture: false`: the user has switched it off for the site; nothing is kept, and what waits is dropped. `meet`: the channel on which
   * shared workers of the origin come forward, where their scripts go through the filter.
   */
  | { type: 'welcome'; binary: boolean; blobs: boolean; committed: number; capture: boolean; meet?: string }
  | { type: 'committed'; n: number }
  | { type: 'capture'; on: boolean }
  /** Another recording has begun, which does not know the page and its connections. */
  | { type: 'anew' }
  | { type: 'snapshot'; snapshot: PageSnapshot }
  /** The site's permission is gone: leave the page for good. */
  | { type: 'withdraw' };

export const RELAY_PORT = 'one-trace-relay';

/** `tabs.sendMessage({ type: RELAY_WAKE })`: a background that was away does not know who is there; relays say hello again. */
export const RELAY_WAKE = 'one-trace-wake';

/** `tabs.sendMessage`: a mark that a person sets from outside of the page. Connections are named as in the recording. */
export const RELAY_MARK = 'one-trace-mark';
export interface RelayMark {
  type: typeof RELAY_MARK;
  text: string;
  about?: { conn: string; seq: number };
}

/** The window message with which the hook hands its port to the relay, once it knows that the relay listens. */
export const HOOK_HELLO = 'one-trace-port';

/**
 * Window events, without content, by which hook and relay find each other: whoever is there first hears the other. Firefox runs a script
 * when it is compiled, so that either may come first.
 */
export const HOOK_HERE = 'one-trace-hook-here';
export const RELAY_HERE = 'one-trace-relay-here';
