import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { RowDetail } from '../../core/contract/decoder.ts';
import type { DecoderClient } from './decoder-client.ts';
import type { Session } from './session.ts';

/** The detail follows the selection after this pause, so that running through the list stays quick. */
const FOLLOW_MS = 80;

export interface Selection {
  row: ReadonlySignal<number | undefined>;
  detail: ReadonlySignal<RowDetail | undefined>;
  /** The detail of the selection is on its way. */
  loading: ReadonlySignal<boolean>;
  /** Marks of the recording, and what they are about. */
  marks: ReadonlySignal<ReadonlySet<number>>;
  select(row: number | undefined): void;
}

export function createSelection(session: Session, decoder: DecoderClient): Selection {
  const row = signal<number | undefined>(undefined);
  const detail = signal<RowDetail | undefined>(undefined);
  const loading = signal(false);
  const marks = signal<ReadonlySet<number>>(new Set());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wish = 0;

  async function fetch(of: number): Promise<void> {
    const mine = ++wish;
    const found = await decoder.detail(of);
    if (mine !== wish) return;
    detail.value = found;
    loading.value = false;
  }

  function follow(pause: number): void {
    clearTimeout(timer);
    const of = row.peek();
    if (of === undefined) {
      wish += 1;
      detail.value = undefined;
      loading.value = false;
      return;
    }
    loading.value = true;
    timer = setTimeout(() => void fetch(of), pause);
  }

  effect(() => {
    void session.opened.value;
    row.value = undefined;
    untracked(() => follow(0));
  });
  effect(() => {
    void session.rows.value;
    untracked(() => follow(0));
  });

  effect(() => {
    void session.version.value;
    const { marked } = session.rows.value.conns;
    // A copy, and only where there are more: rows stream in many times a second.
    if (marked.size !== marks.peek().size) marks.value = new Set(marked);
  });

  return {
    row,
    detail,
    loading,
    marks,
    select(next) {
      if (next === row.peek()) return;
      row.value = next;
      follow(FOLLOW_MS);
    },
  };
}
