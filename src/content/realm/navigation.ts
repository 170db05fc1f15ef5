import { cleanUrl } from '../../core/trace/clean-url.ts';
import type { Observer } from '../host.ts';
import { apply, getOwnPropertyDescriptor, listen } from '../natives.ts';
import { observeEvent } from '../observe-event.ts';
import { patchFunction } from '../patch.ts';
import { undoAll } from '../undo.ts';
import type { Note } from './note.ts';

/** Notes navigations within the document. The Navigation API tells of all of them; without it history has to be observed. */
export function observeNavigation(note: Note): Observer {
  const say = (how: string): void => note('navigation', `${how} ${cleanUrl(location.href)}`);
  const navigation = (globalThis as { navigation?: EventTarget }).navigation;
  if (navigation !== undefined) {
    const onChange = (event: Event): void => {
      if (!event.isTrusted) return;
      const type: unknown = navigationType && apply(navigationType, event, []);
      say(typeof type === 'string' ? type : 'change');
    };
    return observeEvent(navigation, 'currententrychange', onChange);
  }
  const onPop = (): void => say('traverse');
  const onHash = (): void => say('fragment');
  const undo = [
    observeMethod('pushState', () => say('push')),
    observeMethod('replaceState', () => say('replace')),
    listen(globalThis, 'popstate', onPop),
    listen(globalThis, 'hashchange', onHash),
  ];
  return {
    listen() {
      listen(globalThis, 'popstate', onPop);
      listen(globalThis, 'hashchange', onHash);
    },
    undo: () => undoAll(undo),
  };
}

const changeEvent = (globalThis as { NavigationCurrentEntryChangeEvent?: { prototype: object } })
  .NavigationCurrentEntryChangeEvent;
const navigationType = changeEvent && getOwnPropertyDescriptor(changeEvent.prototype, 'navigationType')?.get;

const observeMethod = (key: 'pushState' | 'replaceState', after: () => void): (() => void) =>
  patchFunction(History.prototype, key, {
    apply(native, self, args) {
      const result: unknown = apply(native, self, args);
      try {
        after();
      } catch {
        // never the page's concern
      }
      return result;
    },
  });
