import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { ConnectionReport } from '../../core/report/report.ts';
import { followShown, type Followed } from './followed-rows.ts';
import { createSequenceRows, type SequenceRows } from './sequence-rows.ts';
import { sequenceSource } from './sequence-source.ts';
import type { Session } from './session.ts';
import type { ShownRows } from './shown-rows.ts';

/** The sequence diagram of what is in scope. */
export interface Sequence extends Followed<SequenceRows> {
  connections: ReadonlySignal<ReadonlyMap<string, ConnectionReport>>;
  /** Shows an idle stretch row by row, or as one row again. `first` is its first row. */
  open(first: number, on: boolean): void;
}

export function createSequence(session: Session, shown: ShownRows, isOpen: ReadonlySignal<boolean>): Sequence {
  const opened = signal<ReadonlySet<number>>(new Set());
  const followed = followShown(shown, isOpen, (view) =>
    createSequenceRows(view, sequenceSource(session.rows.value), opened.value),
  );
  return {
    ...followed,
    connections: computed(() => new Map(session.report.value.connections.map((each) => [each.conn, each]))),
    open(first, on) {
      const next = new Set(opened.peek());
      if (on) next.add(first);
      else next.delete(first);
      opened.value = next;
    },
  };
}
