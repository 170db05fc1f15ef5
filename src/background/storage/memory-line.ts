import browser from 'webextension-polyfill';
import type { Channel } from '../../core/contract/channel.ts';
import { MEMORY_CHANNEL, MEMORY_LOCK, type MemoryMessage } from '../../core/contract/memory-store.ts';

/** Below the 30 seconds after which a background without anything to do is ended. */
const TICK_MS = 5000;

export function memoryChannel(): Channel<MemoryMessage, MemoryMessage> {
  const channel = new BroadcastChannel(MEMORY_CHANNEL);
  return {
    post: (message) => channel.postMessage(message),
    listen(handler) {
      channel.onmessage = ({ data }: MessageEvent<MemoryMessage>) => handler(data);
      return () => channel.close();
    },
  };
}

export function holdMemoryLock(): () => void {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks.request(MEMORY_LOCK, () => held);
  return release;
}

/** A call of the extension's API counts as something to do, in both browsers; a timer does not. */
export function stayAwake(tick: () => void): () => void {
  const timer = setInterval(() => {
    browser.runtime.getPlatformInfo().catch(() => undefined);
    tick();
  }, TICK_MS);
  return () => clearInterval(timer);
}
