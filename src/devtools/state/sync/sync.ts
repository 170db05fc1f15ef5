import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { DecoderClient } from '../decoder-client.ts';
import { followShown } from '../rows/followed-rows.ts';
import type { RowsView } from '../rows/rows-view.ts';
import type { Session } from '../session.ts';
import type { ShownRows } from '../rows/shown-rows.ts';
import type { SyncFacts } from './sync-cells.ts';
import { createSyncList, type SyncGroup, type SyncList } from './sync-list.ts';
import { createSyncStore } from './sync-store.ts';
import { summarise, type SyncSummary } from './sync-summary.ts';

/** A summary looks at every request: while many come in, not with each of them. */
const SUMMARY_MS = 300;

export interface Sync {
  groups: ReadonlySignal<SyncGroup[]>;
  facts: ReadonlySignal<SyncFacts>;
  summary: ReadonlySignal<SyncSummary>;
  fold(key: string): void;
}

/** The requests of CHUM in the scope, while their view is open. */
export function createSync(
  session: Session,
  decoder: DecoderClient,
  shown: ShownRows,
  isOpen: ReadonlySignal<boolean>,
): Sync {
  const store = signal(createSyncStore());
  const version = signal(0);
  const ticks = signal(0);
  const toggled = signal<ReadonlySet<string>>(new Set());
  const remakes = signal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;

  decoder.listen((event) => {
    switch (event.type) {
      // A second pass sends every request again; rows keep their numbers, so nothing moves.
      case 'opened':
      case 'again':
        store.value = createSyncStore();
        return;
      case 'sync':
        store.peek().add(event.batch);
        version.value += 1;
        return;
      default:
        return;
    }
  });

  const make = (view: RowsView): SyncList => {
    void remakes.value;
    return createSyncList(store.value, session.rows.value, view);
  };
  const followed = followShown(shown, isOpen, make, version);

  effect(() => {
    void followed.version.value;
    untracked(() => {
      if (timer !== undefined || !isOpen.peek()) return;
      timer = setTimeout(() => {
        timer = undefined;
        ticks.value += 1;
        if (followed.list.peek().isStale) remakes.value += 1;
      }, SUMMARY_MS);
    });
  });
  effect(() => {
    if (isOpen.value) untracked(() => (ticks.value += 1));
  });

  const connections = computed(() => new Map(session.report.value.connections.map((each) => [each.conn, each])));
  const facts = computed((): SyncFacts => {
    void version.value;
    const rows = session.rows.value;
    const byName = connections.value;
    return { store: store.value, rows, connection: (conn) => byName.get(conn), now: rows.conns.end };
  });

  return {
    facts,
    groups: computed(() => {
      void followed.version.value;
      return followed.list.value.groups(toggled.value);
    }),
    summary: computed(() => {
      void ticks.value;
      void session.report.value;
      return summarise(followed.list.value.requests, facts.peek());
    }),
    fold(key) {
      const next = new Set(toggled.peek());
      if (!next.delete(key)) next.add(key);
      toggled.value = next;
    },
  };
}
