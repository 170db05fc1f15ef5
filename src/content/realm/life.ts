import { getter } from '../../core/trace/captured.ts';
import type { Observer } from '../host.ts';
import { listen, unlisten } from '../natives.ts';
import { isHidden } from './hidden.ts';
import type { Note } from './note.ts';

const persistedOf = getter(PageTransitionEvent.prototype, 'persisted');
const onLineOf = getter(Navigator.prototype, 'onLine');

interface Entry {
  target: EventTarget;
  type: string;
  handle: (event: Event) => void;
}

/** `last` is called when the document may never run again. */
export interface LifeEnds {
  note: Note;
  last(): void;
  /** Running again: out of the back-forward cache, or thawed. */
  again(): void;
}

/** What happens to the page and explains its connections. */
export function observeLife({ note, last, again }: LifeEnds): Observer {
  const on = (target: EventTarget, type: string, handle: (event: Event) => void): Entry => ({
    target,
    type,
    handle(event) {
      if (event.isTrusted) handle(event);
    },
  });
  const trusted = [
    on(document, 'visibilitychange', () => note('visibility', isHidden() ? 'hidden' : 'visible')),
    on(document, 'prerenderingchange', () => note('visibility', 'prerendered page shown')),
    on(document, 'freeze', () => (note('freeze', 'frozen'), last())),
    on(document, 'resume', () => (note('freeze', 'resumed'), again())),
    on(globalThis, 'online', () => note('online', 'online')),
    on(globalThis, 'offline', () => note('online', 'offline')),
    on(globalThis, 'pagehide', (event) => (note('navigation', leaving(event)), last())),
    on(globalThis, 'pageshow', (event) => {
      if (!persistedOf(event as PageTransitionEvent)) return;
      note('navigation', 'page shown again from the back-forward cache');
      again();
    }),
  ];
  if ((document as { prerendering?: boolean }).prerendering === true) note('visibility', 'prerendering');
  if (isHidden()) note('visibility', 'hidden');
  if (!onLineOf(navigator)) note('online', 'offline');
  return {
    listen: () => onEach(trusted, listen),
    undo: () => onEach(trusted, unlisten),
  };
}

function onEach(entries: Entry[], act: (...entry: [EventTarget, string, Entry['handle']]) => unknown): void {
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at];
    if (entry !== undefined) act(entry.target, entry.type, entry.handle);
  }
}

const leaving = (event: Event): string =>
  persistedOf(event as PageTransitionEvent) ? 'page put into the back-forward cache' : 'page gone';
