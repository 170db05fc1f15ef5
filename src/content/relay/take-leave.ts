import type { RelayPort } from './runtime.ts';

/** Ends a port, and says first that nobody died: by that the recorder tells it from a crash. The port may be dead already. */
export function takeLeave(port: RelayPort, realm: string): void {
  try {
    port.postMessage({ type: 'going', realm, waiting: [] });
  } catch {
    // Then nobody hears of it either.
  }
  port.disconnect();
}
