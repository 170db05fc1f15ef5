import { signal, type ReadonlySignal } from '@preact/signals';

export interface Notice {
  text: string;
  action?: { title: string; run(): void };
}

const SHOWN_MS = 10_000;

/** One line at the bottom that goes away by itself. */
export interface Notices {
  current: ReadonlySignal<Notice | undefined>;
  say(notice: Notice): void;
  dismiss(): void;
}

export function createNotices(): Notices {
  const current = signal<Notice | undefined>(undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const dismiss = (): void => {
    clearTimeout(timer);
    current.value = undefined;
  };
  return {
    current,
    dismiss,
    say(notice) {
      clearTimeout(timer);
      current.value = notice;
      timer = setTimeout(dismiss, SHOWN_MS);
    },
  };
}
