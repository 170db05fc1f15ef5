import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { RowsView } from './rows-view.ts';
import type { ShownRows } from './shown-rows.ts';

const SLICE_MS = 8;

/** A list that is made from the shown rows and grows with them. */
export interface Growing {
  /** Takes the rows that came since. @returns false where it stopped because its time was spent */
  extend(isSpent: () => boolean): boolean;
}

export interface Followed<List extends Growing> {
  list: ReadonlySignal<List>;
  /** Counts changes of the list; the list itself is no signal. */
  version: ReadonlySignal<number>;
}

/**
 * Keeps a list that follows the shown rows while its view is open, in slices, so that a million rows do not hold up the
 * panel. `make` may read signals: whenever one changes, the list is made anew. `grown` says that there is more to take
 * although no row came.
 */
export function followShown<List extends Growing>(
  shown: ShownRows,
  isOpen: ReadonlySignal<boolean>,
  make: (view: RowsView) => List,
  grown?: ReadonlySignal<unknown>,
): Followed<List> {
  const list = signal(untracked(() => make(shown.view.peek())));
  const version = signal(0);
  let isBusy = false;

  function advance(): void {
    if (isBusy || !isOpen.peek()) return;
    const until = performance.now() + SLICE_MS;
    const isDone = list.peek().extend(() => performance.now() >= until);
    version.value += 1;
    if (isDone) return;
    isBusy = true;
    setTimeout(() => {
      isBusy = false;
      advance();
    }, 0);
  }

  effect(() => {
    if (!isOpen.value) return;
    const made = make(shown.view.value);
    untracked(() => {
      list.value = made;
      advance();
    });
  });
  effect(() => {
    void shown.version.value;
    void grown?.value;
    untracked(advance);
  });

  return { list, version };
}
