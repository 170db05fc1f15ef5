import type { Runtime } from 'webextension-polyfill';
import type { RelayCommand, RelayMessage } from '../core/contract/capture.ts';
import { networkLogPort } from '../core/contract/network-log.ts';
import { encodeBase64 } from '../core/trace/base64.ts';
import { randomName } from '../core/trace/random-name.ts';

/** The way to the recorder for what is read from the log. One page at a time is under way: the rest is still in the log. */
export interface NetworkLogLink {
  readonly isFree: boolean;
  /** The recorder takes what it is sent; undefined until it has said so. */
  readonly captures: boolean | undefined;
  /** Kept until the recorder has committed it, however often the background dies. */
  send(page: Uint8Array): void;
  /** Ends once everything that was sent is committed. */
  finish(): void;
}

const AGAIN_MS = 500;

export function connectNetworkLog(runtime: Runtime.Static, tab: number, origin: string): NetworkLogLink {
  const realm = randomName();
  const waiting: Uint8Array[] = [];
  let n = 0;
  let port: Runtime.Port | undefined;
  let isBinary = false;
  let captures: boolean | undefined;
  let isReady = false;
  let isFinishing = false;
  let isOver = false;

  const say = (message: RelayMessage): void => port?.postMessage(message);

  function connect(): void {
    if (isOver) return;
    try {
      port = runtime.connect({ name: networkLogPort(tab, origin) });
    } catch {
      // The extension was updated or removed under this panel.
      isOver = true;
      return;
    }
    port.onMessage.addListener((command: unknown) => hear(command as RelayCommand));
    port.onDisconnect.addListener(() => {
      isReady = false;
      setTimeout(connect, AGAIN_MS);
    });
    const probe = Uint8Array.of(1, 2, 3);
    const { userAgent } = navigator;
    const started = performance.timeOrigin;
    say({ type: 'hello', realm, kind: 'worker', url: origin, title: '', userAgent, started, probe, late: false });
  }

  function hear(command: RelayCommand): void {
    switch (command.type) {
      case 'welcome':
        isReady = true;
        isBinary = command.binary;
        captures = command.capture;
        return command.committed >= n ? committed() : pump();
      case 'committed':
        return command.n >= n ? committed() : undefined;
      case 'capture':
        captures = command.on;
        return;
      case 'withdraw':
        captures = false;
        waiting.length = 0;
        return;
      case 'anew':
      case 'snapshot':
        return;
    }
  }

  function committed(): void {
    if (waiting.length > 0) n += 1;
    waiting.shift();
    if (waiting.length > 0) return pump();
    if (isFinishing) end();
  }

  function pump(): void {
    const [page] = waiting;
    if (page !== undefined && isReady) say({ type: 'batch', realm, n, page: isBinary ? page : encodeBase64(page) });
  }

  function end(): void {
    isOver = true;
    port?.disconnect();
  }

  connect();
  return {
    get isFree() {
      return waiting.length === 0;
    },
    get captures() {
      return captures;
    },
    send(page) {
      waiting.push(page);
      if (waiting.length === 1) pump();
    },
    finish() {
      isFinishing = true;
      if (waiting.length === 0) end();
    },
  };
}
