import type { Runtime } from 'webextension-polyfill';
import { PANEL_PORT, type PanelMessage, type PanelNotice } from '../core/contract/panel.ts';
import type { extensionApi } from './extension-api.ts';
import type { LinkState, LiveLink } from './state/live/live.ts';

/** The background comes back within this time, or the panel says that it waits. */
const SILENT_MS = 2000;

/** A port to the background that is opened anew whenever the background died. */
export function connectBackground({ runtime }: NonNullable<ReturnType<typeof extensionApi>>): LiveLink {
  const listeners = new Set<(notice: PanelNotice) => void>();
  const watchers = new Set<(state: LinkState) => void>();
  /** Said while nobody listened. */
  const waiting: PanelMessage[] = [];
  let port: Runtime.Port | undefined;
  /** The background knows nothing of this panel until it hears which tab it watches. */
  let isKnown = false;
  let delay = 50;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const tell = (state: LinkState): void => watchers.forEach((watcher) => watcher(state));

  function connect(): void {
    try {
      port = runtime.connect({ name: PANEL_PORT });
    } catch {
      // The extension was updated or removed: this page belongs to none.
      return tell('gone');
    }
    port.onMessage.addListener((notice: unknown) => {
      delay = 50;
      clearTimeout(silence);
      silence = undefined;
      listeners.forEach((listener) => listener(notice as PanelNotice));
    });
    port.onDisconnect.addListener(() => {
      port = undefined;
      isKnown = false;
      if (runtime.id === undefined) return tell('gone');
      silence ??= setTimeout(() => tell('reconnecting'), SILENT_MS);
      setTimeout(() => {
        connect();
        if (port) tell('connected');
      }, delay);
      delay = Math.min(delay * 2, 2000);
    });
  }

  connect();
  return {
    post(message) {
      if (message.type === 'watch') isKnown = port !== undefined;
      else waiting.push(message);
      if (!isKnown) return;
      if (message.type === 'watch') port?.postMessage(message);
      for (const said of waiting.splice(0)) port?.postMessage(said);
    },
    listen(handler) {
      listeners.add(handler);
      return () => listeners.delete(handler);
    },
    onState(handler) {
      watchers.add(handler);
      return () => watchers.delete(handler);
    },
  };
}
