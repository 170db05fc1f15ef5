import type { Observer, Observing } from '../host.ts';
import { apply } from '../natives.ts';
import { patchFunction } from '../patch.ts';

/** `close()` ends the worker with this very task. */
export function observeEnd({ flush }: Observing): Observer {
  const undo = patchFunction(globalThis, 'close', {
    apply(native, self, args) {
      flush();
      return apply(native, self, args) as unknown;
    },
  });
  return { listen: () => undefined, undo };
}
