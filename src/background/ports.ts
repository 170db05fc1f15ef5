import type { Runtime } from 'webextension-polyfill';
import type { Channel } from '../core/contract/channel.ts';

/** A port as a channel that can be ended. */
export interface Link<Out, In> extends Channel<Out, In> {
  disconnect(): void;
  onGone(handler: () => void): void;
}

/** What comes in is of unknown shape: whoever listens checks it. */
export function linkOf<Out>(port: Runtime.Port): Link<Out, unknown> {
  return {
    post(message) {
      try {
        port.postMessage(message);
      } catch {
        // The other side went in this very moment; its own disconnect event follows.
      }
    },
    listen(handler) {
      port.onMessage.addListener(handler);
      return () => port.onMessage.removeListener(handler);
    },
    disconnect: () => port.disconnect(),
    onGone: (handler) => port.onDisconnect.addListener(handler),
  };
}
