import {
  RELAY_PORT,
  type RelayCommand,
  type RelayMessage,
  type Unfit,
  type Waiting,
} from '../../core/contract/capture.ts';
import type { PageSnapshot } from '../../core/contract/page-snapshot.ts';
import { countFrames } from '../../core/trace/count-frames.ts';
import { createPacking } from './packing.ts';
import type { BatchQueue } from './queue.ts';
import { takeLeave } from './take-leave.ts';
import type { RelayPort, RelayRuntime } from './runtime.ts';

export type Hello = Extract<RelayMessage, { type: 'hello' }>;
export type RelayStatus = Omit<Extract<RelayMessage, { type: 'status' }>, 'type' | 'realm'>;

export interface RecorderLinkOptions {
  queue: BatchQueue;
  /** undefined once the extension is gone. */
  runtime(): RelayRuntime | undefined;
  hello(): Hello;
  onCapture(on: boolean): void;
  onSnapshot(snapshot: PageSnapshot): void;
  /** Shared workers of the origin come forward on this channel. */
  onMeet(channel: string): void;
  /** The recorder begins a new recording: it does not know what was open before. */
  onAnew(): void;
  /** The extension is gone for good, or its permission for the site. */
  onGone(): void;
  /** Calls back after some milliseconds. */
  wait(run: () => void, ms: number): void;
}

export interface RecorderLink {
  /** Connects where need be and sends what waits. */
  send(): void;
  /** @param isNow false where it waits for the next connection: a page that nobody sees yet makes none. */
  status(status: RelayStatus, isNow?: boolean): void;
  unfit(why: Unfit): void;
  /**
   * The document is going: everything is sent now, and what it still says at once, whatever is under way and although the recorder may not
   * have answered yet.
   * @param isForGood it does not come back: how much there is is said first
   */
  sendAll(isForGood: boolean): void;
  /** Connects anew, as after the back-forward cache, which kills ports without a word. */
  reconnect(): void;
}

/** Bytes that may be under way: the rest stays here, where it can be given up in a sensible order. */
const WINDOW_BYTES = 8_388_608;
const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 10_000;
/** A recorder that commits nothing for so long is asked again over a new connection. */
const SILENCE_MS = 30_000;

/**
 * The way to a background that may die at any moment. It says hello, learns what is committed, and goes on from there; it connects only
 * where there is something to say, since every connection wakes the background.
 */
export function createRecorderLink({
  queue,
  runtime,
  hello,
  onCapture,
  onSnapshot,
  onMeet,
  onAnew,
  onGone,
  wait,
}: RecorderLinkOptions): RecorderLink {
  let port: RelayPort | undefined;
  let isReady = false;
  const packing = createPacking();
  let isGoing = false;
  let isGoodbyeDue = false;
  /** Until which batch was said how much there is; undefined where the document stays. */
  let counted: number | undefined;
  let delay = FIRST_DELAY_MS;
  let isWaiting = false;
  /** Kept to be said again to a background that may have forgotten it: the tab has shown another page meanwhile. */
  let said: RelayStatus | undefined;
  let isSaid = true;
  let unfit: Unfit | undefined;
  let progress = 0;
  let highest = -1;

  function connect(): void {
    const current = runtime();
    if (current === undefined) return onGone();
    try {
      const opened = current.connect({ name: RELAY_PORT });
      port = opened;
      opened.onMessage.addListener((command) => {
        if (port === opened) hear(command);
      });
      opened.onDisconnect.addListener(() => {
        if (port === opened) dropped();
      });
      opened.postMessage(hello());
    } catch {
      dropped();
    }
  }

  function dropped(): void {
    port = undefined;
    isReady = false;
    packing.forget();
    queue.rewind();
    if (counted !== undefined) counted = -1;
    isGoodbyeDue = isGoing;
    if (runtime() === undefined) return onGone();
    if (isWaiting || (queue.isEmpty && isSaid && unfit === undefined)) return;
    isWaiting = true;
    wait(() => {
      isWaiting = false;
      send();
    }, delay);
    delay = Math.min(delay * 2, LONGEST_DELAY_MS);
  }

  function hear(command: RelayCommand): void {
    switch (command.type) {
      case 'welcome':
        isReady = true;
        packing.learn(command);
        delay = FIRST_DELAY_MS;
        isSaid = said === undefined;
        queue.rewind();
        onCapture(command.capture);
        if (command.meet !== undefined) onMeet(command.meet);
        if (command.capture && command.committed < highest) onAnew();
        keep(command.committed);
        return send();
      case 'committed':
        progress += 1;
        keep(command.n);
        return send();
      case 'capture':
        return onCapture(command.on);
      case 'anew':
        return onAnew();
      case 'snapshot':
        return onSnapshot(command.snapshot);
      case 'withdraw':
        return onGone();
    }
  }

  function keep(committed: number): void {
    highest = committed;
    queue.committed(committed);
  }

  function pump(windowBytes: number): void {
    const open = port;
    if (open === undefined) return;
    const { realm } = hello();
    try {
      if (!isSaid && said !== undefined) open.postMessage({ type: 'status', realm, ...said });
      isSaid = true;
      if (unfit !== undefined) open.postMessage({ type: 'unfit', realm, why: unfit });
      unfit = undefined;
      const waiting = counted === undefined ? [] : count(counted);
      if (waiting.length > 0 || isGoodbyeDue) open.postMessage({ type: 'going', realm, waiting });
      isGoodbyeDue = false;
      for (let batch = queue.take(windowBytes); batch !== undefined; batch = queue.take(windowBytes)) {
        open.postMessage({
          type: 'batch',
          realm,
          n: batch.n,
          page: packing.pack(batch, isGoing),
        });
      }
    } catch {
      return dropped();
    }
    if (!queue.isEmpty) watch();
  }

  /** Before anything that is large: what is said last in a document's life arrives only as far as its process lives. */
  function count(since: number): Waiting[] {
    const waiting = queue.after(since).map(({ n, page }) => ({ n, frames: countFrames(page) }));
    counted = waiting.at(-1)?.n ?? since;
    return waiting;
  }

  let isWatched = false;
  function watch(): void {
    if (isWatched) return;
    isWatched = true;
    const before = progress;
    wait(() => {
      isWatched = false;
      if (queue.isEmpty || port === undefined) return;
      if (progress !== before) return watch();
      packing.beWary();
      reconnect();
    }, SILENCE_MS);
  }

  function reconnect(): void {
    const old = port;
    port = undefined;
    isReady = false;
    packing.forget();
    isGoing = false;
    isGoodbyeDue = false;
    counted = undefined;
    queue.rewind();
    if (old) takeLeave(old, hello().realm);
    connect();
  }

  function send(): void {
    if (port === undefined && !isWaiting) connect();
    if (isGoing) pump(Infinity);
    else if (isReady) pump(WINDOW_BYTES);
  }

  return {
    send,
    reconnect,
    sendAll(isForGood) {
      isGoing = true;
      isGoodbyeDue = true;
      if (isForGood) counted ??= -1;
      if (packing.lastBlob > highest) queue.rewind();
      if (port === undefined) connect();
      pump(Infinity);
    },
    unfit(why) {
      unfit = why;
      send();
    },
    status(status, isNow = true) {
      said = status;
      isSaid = false;
      if (isNow) send();
    },
  };
}
