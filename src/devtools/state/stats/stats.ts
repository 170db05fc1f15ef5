import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { ChainView } from '../../../core/plugins/chain-view.ts';
import type { StatsView } from '../../../core/stats/stats-view.ts';
import { thresholdsOf, usualThresholds, type ThresholdName, type Thresholds } from '../../../core/stats/thresholds.ts';
import type { DecoderClient } from '../decoder-client.ts';
import type { Filter } from '../filter/filter.ts';
import type { SessionSummary } from './history.ts';
import type { KeptSessions } from './kept-sessions.ts';
import type { Scope } from '../scope/scope.ts';
import type { Session } from '../session.ts';
import { read, write } from '../stored.ts';
import type { TabId } from '../tabs.ts';
import { summaryOf, type Subject } from './session-summary.ts';
import { rangeOf, withRange, type TimeRange } from './time-range.ts';

export interface Stats {
  view: ReadonlySignal<StatsView | undefined>;
  /** Chains of the connections in scope, while their view is open; undefined until the reader has answered. */
  chains: ReadonlySignal<readonly ChainView[] | undefined>;
  /** What the filter leaves of the time, for every view. */
  range: ReadonlySignal<TimeRange | undefined>;
  /** Sets the time of all views, or frees it. */
  brush(range: TimeRange | undefined): void;
  thresholds: ReadonlySignal<Thresholds>;
  setThreshold(name: ThresholdName, value: number): void;
  resetThresholds(): void;
  /** Earlier sessions, newest first. */
  earlier: ReadonlySignal<readonly SessionSummary[]>;
  forgetEarlier(): void;
}

export interface StatsInput {
  session: Session;
  decoder: DecoderClient;
  scope: Scope;
  filter: Filter;
  tab: ReadonlySignal<TabId>;
  kept: KeptSessions;
  /** What is known of a recording besides its figures. */
  subjectOf(uid: string): Subject | undefined;
}

const MOST_CHAINS = 100;
/** How often statistics come while nobody looks: for the summary that is kept. */
const IDLE_MS = 3_000;
const OPEN_MS = 250;

export function createStats({ session, decoder, scope, filter, tab, kept, subjectOf }: StatsInput): Stats {
  const view = signal<StatsView | undefined>(undefined);
  const chains = signal<readonly ChainView[] | undefined>(undefined);
  const thresholds = signal(thresholdsOf(read<unknown>('thresholds', undefined)));
  const start = computed(() => {
    void session.version.value;
    return session.rows.value.conns.start;
  });
  // A new object with the same bounds is no new range.
  const bounds = computed(() => {
    const range = rangeOf(filter.node.value, start.value);
    return range && `${range.from} ${range.to}`;
  });
  const range = computed((): TimeRange | undefined => {
    const [from, to] = bounds.value?.split(' ').map(Number) ?? [];
    return from === undefined || to === undefined ? undefined : { from, to };
  });
  const inScope = computed(() => {
    const conns = scope.conns.value ?? session.report.value.connections.map(({ conn }) => conn);
    // As one text, which is equal where its names are; a file may name a connection as it likes.
    return JSON.stringify([...conns].slice(0, MOST_CHAINS));
  });

  effect(() => {
    const conns = scope.conns.value;
    const at = range.value;
    decoder.watch({
      stats: {
        thresholds: thresholds.value,
        ...(conns ? { conns: [...conns] } : {}),
        ...(at && at.from > -Infinity ? { from: at.from } : {}),
        ...(at && at.to < Infinity ? { to: at.to } : {}),
      },
      statsMs: tab.value === 'stats' ? OPEN_MS : IDLE_MS,
      chains: tab.value === 'plugins' ? (JSON.parse(inScope.value) as string[]) : [],
    });
  });

  effect(() => {
    if (tab.value !== 'plugins') chains.value = undefined;
  });

  decoder.listen((event) => {
    switch (event.type) {
      case 'opened':
        view.value = undefined;
        chains.value = undefined;
        void kept.refresh();
        return;
      case 'stats':
        view.value = event.stats;
        if (!session.pending.peek()) keepSummary();
        return;
      case 'chains':
        // An answer to a question that asked for none says nothing of the view that has opened since.
        if (event.chains.length > 0 || inScope.peek() === '[]') chains.value = event.chains;
        return;
      default:
    }
  });

  /** Only of the whole session: a part would not compare. */
  function keepSummary(): void {
    const stats = view.peek();
    const { uid, name = '' } = session.opened.peek() ?? {};
    if (!stats || uid === undefined || scope.conns.peek() || range.peek()) return;
    void kept.keep(summaryOf(subjectOf(uid) ?? { uid, name, origin: '' }, stats));
  }

  return {
    view,
    chains,
    range,
    thresholds,
    brush: (next) => untracked(() => filter.apply(withRange(filter.text.peek(), next))),
    setThreshold(name, value) {
      thresholds.value = thresholdsOf({ ...thresholds.peek(), [name]: value });
      write('thresholds', thresholds.peek());
    },
    resetThresholds() {
      thresholds.value = usualThresholds();
      write('thresholds', undefined);
    },
    earlier: computed(() => kept.all.value.filter(({ uid }) => uid !== session.opened.value?.uid)),
    forgetEarlier: () => void kept.clear(),
  };
}
