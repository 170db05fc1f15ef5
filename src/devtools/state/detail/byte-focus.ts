import { signal, type Signal } from '@preact/signals';
import type { View } from '../../../core/dissect/dissection.ts';

/** The field whose bytes are marked: under the pointer, or pinned by a click. */
export interface Marked {
  id: string;
  view: View;
  range: readonly [number, number] | undefined;
}

export interface ByteFocus {
  hovered: Signal<Marked | undefined>;
  pinned: Signal<Marked | undefined>;
  /** Which bytes the hex shows; undefined for the innermost. */
  view: Signal<View | undefined>;
  folded: Signal<ReadonlySet<string>>;
  cursor: Signal<string | undefined>;
}

export function createByteFocus(): ByteFocus {
  return {
    hovered: signal(undefined),
    pinned: signal(undefined),
    view: signal(undefined),
    folded: signal(new Set()),
    cursor: signal(undefined),
  };
}
