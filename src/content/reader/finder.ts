import { apply } from '../natives.ts';
import { patchFunction, patchToString } from '../patch.ts';
import { undoAll } from '../undo.ts';
import type { FinderPart, Room } from '../room.ts';
import { socketOf } from './chain.ts';

/**
 * Finds the library's Connections where it looks up plugins in its arrays. The lookups are observed only while a connection that
 * speaks ONE has no known chain: they are everybody's natives, and an observed one is slower.
 */
export function createFinder(room: Room): FinderPart {
  let undo: (() => void)[] = [];

  const observe = (key: 'find' | 'findIndex'): (() => void) =>
    patchFunction(Array.prototype, key, {
      apply(native, self, args) {
        try {
          // plugin(name) looks with find() on the live array; findIndex() is also called on copies, which are cut right after.
          if (socketOf(self) !== undefined) room.reader?.chain(self, key === 'find');
        } catch {
          // a look-alike of the page's
        }
        return apply(native, self, args) as unknown;
      },
    });

  return {
    seek(on) {
      if (on === undo.length > 0) return;
      if (on) undo = [patchToString(), observe('find'), observe('findIndex')];
      else {
        undoAll(undo);
        undo = [];
      }
    },
  };
}
