import type { RelayCommand, RelayMessage } from '../../core/contract/capture.ts';

/** The part of the extension API that a relay needs, in either browser; webextension-polyfill would weigh more than the relay. */
export interface RelayRuntime {
  /** undefined once the extension was updated, disabled or removed under the page. */
  readonly id?: string;
  connect(info: { name: string }): RelayPort;
  readonly onMessage: {
    addListener(listener: (message: unknown) => void): void;
    removeListener(listener: (message: unknown) => void): void;
  };
}

export interface RelayPort {
  postMessage(message: RelayMessage): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: RelayCommand) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

type World = { browser?: { runtime?: RelayRuntime }; chrome?: { runtime?: RelayRuntime } };

/** Asked for anew each time: it vanishes with the extension. */
export function extensionRuntime(): RelayRuntime | undefined {
  const { browser, chrome } = globalThis as World;
  const runtime = (browser ?? chrome)?.runtime;
  return runtime?.id === undefined ? undefined : runtime;
}
