import { signal, type ReadonlySignal } from '@preact/signals';

/** A revealed secret is masked again after this time. */
export const REVEAL_MS = 30_000;

/** At most one secret is shown, for a while or until the focus leaves it. Never stored. */
export interface Reveal {
  path: ReadonlySignal<string | undefined>;
  show(path: string): void;
  hide(): void;
}

export function createReveal(): Reveal {
  const path = signal<string | undefined>(undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = (): void => {
    clearTimeout(timer);
    path.value = undefined;
  };
  return {
    path,
    hide,
    show(next) {
      clearTimeout(timer);
      path.value = next;
      timer = setTimeout(hide, REVEAL_MS);
    },
  };
}
