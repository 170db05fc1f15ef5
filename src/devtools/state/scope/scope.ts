import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { ConnectionReport } from '../../../core/report/report.ts';
import { scopeList, type ScopeRow } from './scope-list.ts';
import type { Session } from '../session.ts';

export const ALL = 'all';

export interface Scope {
  /** Key of a row of the connection list, or ALL. */
  key: Signal<string>;
  rows: ReadonlySignal<ScopeRow[]>;
  /** Names of the connections in scope, undefined for all of them. */
  conns: ReadonlySignal<ReadonlySet<string> | undefined>;
  title: ReadonlySignal<string>;
  /** The connection in scope, where it is one. */
  connection: ReadonlySignal<ConnectionReport | undefined>;
  isFolded(key: string): boolean;
  fold(key: string, on: boolean): void;
}

export function createScope(session: Session): Scope {
  const key = signal(ALL);
  const folded = signal<ReadonlySet<string>>(new Set());
  const end = computed(() => {
    void session.version.value;
    return session.rows.value.conns.end;
  });
  const rows = computed(() => scopeList(session.report.value, { folded: folded.value, end: end.value }));
  /** All rows, also those in folded groups: a scope stays when its group is folded. */
  const unfolded = computed(() => scopeList(session.report.value, { folded: new Set(), end: end.value }));
  const row = computed(() => (key.value === ALL ? undefined : unfolded.value.find((each) => each.key === key.value)));
  const signature = computed(() => (key.value === ALL ? undefined : (row.value?.conns.join('\n') ?? '')));
  return {
    key,
    rows,
    conns: computed(() => (signature.value === undefined ? undefined : new Set(signature.value.split('\n')))),
    title: computed(() => {
      const of = row.value;
      if (of === undefined) return 'All connections';
      return of.kind === 'conn' ? of.connection.conn : of.title;
    }),
    connection: computed(() => (row.value?.kind === 'conn' ? row.value.connection : undefined)),
    isFolded: (each) => folded.value.has(each),
    fold(each, on) {
      const next = new Set(folded.peek());
      if (on) next.add(each);
      else next.delete(each);
      folded.value = next;
    },
  };
}
