import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { read, write } from './stored.ts';

/** How the panel is docked, told from its own size alone. */
export type Dock = 'bottom' | 'undocked' | 'right';

export interface Sizes {
  /** Width of the connection list. */
  scope: number;
  /** Width or height of the detail pane, whichever way it lies. */
  detail: number;
  /** Share of the tree beside or above the hex. */
  tree: number;
}

const DEFAULTS: Record<Dock, Sizes> = {
  bottom: { scope: 274, detail: 414, tree: 0.54 },
  undocked: { scope: 320, detail: 318, tree: 0.57 },
  right: { scope: 0, detail: 0.52, tree: 0.54 },
};

export function dockOf(width: number, height: number): Dock {
  if (width <= 760) return 'right';
  return height < 600 ? 'bottom' : 'undocked';
}

export interface Layout {
  size: Signal<{ width: number; height: number }>;
  dock: ReadonlySignal<Dock>;
  sizes: ReadonlySignal<Sizes>;
  resize(change: Partial<Sizes>): void;
  reset(): void;
  isDetailOpen: Signal<boolean>;
}

export function createLayout(): Layout {
  const size = signal({ width: 1280, height: 420 });
  const stored = signal(read<Partial<Record<Dock, Partial<Sizes>>>>('layout', {}));
  const dock = computed(() => dockOf(size.value.width, size.value.height));
  return {
    size,
    dock,
    sizes: computed(() => ({ ...DEFAULTS[dock.value], ...stored.value[dock.value] })),
    resize(change) {
      stored.value = { ...stored.peek(), [dock.peek()]: { ...stored.peek()[dock.peek()], ...change } };
      write('layout', stored.peek());
    },
    reset() {
      stored.value = {};
    },
    isDetailOpen: signal(true),
  };
}
