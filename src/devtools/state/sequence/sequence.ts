import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { FilterNode } from '../../../core/filter/filter-node.ts';
import { mergedOf, sideOfConn, type Merged } from '../../../core/merge/merged.ts';
import type { ConnectionReport } from '../../../core/report/report.ts';
import { followShown, type Followed } from '../rows/followed-rows.ts';
import type { Scope } from '../scope/scope.ts';
import { createSequenceRows, type SequenceRows } from './sequence-rows.ts';
import { sequenceSource } from './sequence-source.ts';
import type { Session } from '../session.ts';
import type { ShownRows } from '../rows/shown-rows.ts';

/** The sequence diagram of what is in scope. */
export interface Sequence extends Followed<SequenceRows> {
  connections: ReadonlySignal<ReadonlyMap<string, ConnectionReport>>;
  /** Undefined where the recording is of one side. */
  merged: ReadonlySignal<Merged | undefined>;
  /** Shows an idle stretch row by row, or as one row again. `first` is its first row. */
  open(first: number, on: boolean): void;
}

export interface SequenceInput {
  session: Session;
  shown: ShownRows;
  scope: Pick<Scope, 'conns'>;
  filter: ReadonlySignal<FilterNode | undefined>;
  isOpen: ReadonlySignal<boolean>;
}

export function createSequence({ session, shown, scope, filter, isOpen }: SequenceInput): Sequence {
  const opened = signal<ReadonlySet<number>>(new Set());
  const merged = computed(() => mergedOf(session.opened.value?.header));
  /** A filter may hide the one and not the other: then each stands for itself. */
  const echoes = computed(() =>
    filter.value === undefined ? echoesIn(merged.value, scope.conns.value) : new Set<string>(),
  );
  const followed = followShown(shown, isOpen, (view) =>
    createSequenceRows(view, sequenceSource(session.rows.value, echoes.value), opened.value),
  );
  return {
    ...followed,
    merged,
    connections: computed(() => new Map(session.report.value.connections.map((each) => [each.conn, each]))),
    open(first, on) {
      const next = new Set(opened.peek());
      if (on) next.add(first);
      else next.delete(first);
      opened.value = next;
    },
  };
}

/** B's connections whose other end is in scope. */
function echoesIn(merged: Merged | undefined, conns: ReadonlySet<string> | undefined): Set<string> {
  const ofB = [...(merged?.otherEnds ?? [])].filter(([conn]) => sideOfConn(conn) === 'B');
  return new Set(ofB.filter(([, other]) => conns?.has(other) ?? true).map(([conn]) => conn));
}
