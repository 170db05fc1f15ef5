import { signal, type ReadonlySignal } from '@preact/signals';

const UNDO_MS = 10_000;

/** For how long a cleared list can be brought back. */
export interface UndoClear {
  canUndo: ReadonlySignal<boolean>;
  cleared(): void;
  undone(): void;
}

export function createUndoClear(): UndoClear {
  const canUndo = signal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    canUndo.value = false;
  };
  return {
    canUndo,
    cleared() {
      canUndo.value = true;
      clearTimeout(timer);
      timer = setTimeout(end, UNDO_MS);
    },
    undone: end,
  };
}
