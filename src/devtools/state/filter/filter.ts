import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { FilterFault, FilterNode } from '../../../core/filter/filter-node.ts';
import { parseFilter } from '../../../core/filter/parse.ts';
import { read, write } from '../stored.ts';

/** Input is applied after this pause. */
export const PAUSE_MS = 30;
const RECENT = 20;

export interface Filter {
  /** As typed. */
  text: ReadonlySignal<string>;
  /** What is applied: the last filter that could be read. */
  node: ReadonlySignal<FilterNode | undefined>;
  fault: ReadonlySignal<FilterFault | undefined>;
  recent: ReadonlySignal<readonly string[]>;
  type(text: string): void;
  /** Applies at once, and remembers it. */
  apply(text: string): void;
  /** `#289`: the message number that the text names. */
  jump: ReadonlySignal<number | undefined>;
}

export function createFilter(): Filter {
  const text = signal('');
  const node = signal<FilterNode | undefined>(undefined);
  const recent = signal<readonly string[]>(read<string[]>('filters', []));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const jump = computed(() => {
    const number = /^\s*#(\d+)\s*$/.exec(text.value)?.[1];
    return number === undefined ? undefined : Number(number);
  });
  const parsed = computed(() => (jump.value === undefined ? parseFilter(text.value) : parseFilter('')));

  function settle(): void {
    clearTimeout(timer);
    const result = parsed.peek();
    if (result.ok) node.value = result.node;
  }

  return {
    text,
    node,
    recent,
    jump,
    fault: computed(() => (parsed.value.ok ? undefined : parsed.value.fault)),
    type(next) {
      text.value = next;
      clearTimeout(timer);
      timer = setTimeout(settle, PAUSE_MS);
    },
    apply(next) {
      text.value = next;
      settle();
      const kept = next.trim();
      if (kept === '' || !parsed.peek().ok || jump.peek() !== undefined) return;
      recent.value = [kept, ...recent.peek().filter((each) => each !== kept)].slice(0, RECENT);
      write('filters', recent.peek());
    },
  };
}
