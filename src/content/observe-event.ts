import type { Observer } from './host.ts';
import { listen, unlisten } from './natives.ts';

/** Observes by one listener. */
export const observeEvent = (target: EventTarget, type: string, listener: (event: Event) => void): Observer => ({
  listen: () => void listen(target, type, listener),
  undo: () => unlisten(target, type, listener),
});
