import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import { compileFilter, textTermKey, textTerms, type RowTest } from '../../../core/filter/compile.ts';
import { terms, type FilterNode } from '../../../core/filter/filter-node.ts';
import { KIND_CODE } from '../../../core/trace/page-layout.ts';
import { createConnFacts } from './conn-facts.ts';
import type { DecoderClient } from '../decoder-client.ts';
import { codesByRow } from '../findings/evidence.ts';
import { createFilterSource } from '../filter/filter-source.ts';
import { createRowsView, type RowsView } from './rows-view.ts';
import type { Session } from '../session.ts';
import { createTextHits } from '../filter/text-hits.ts';

const SLICE_MS = 8;

export interface ShownRows {
  view: ReadonlySignal<RowsView>;
  /** Counts changes of the view. */
  version: ReadonlySignal<number>;
  /** Rows that came while the list was paused. */
  waiting: ReadonlySignal<number>;
  paused: ReadonlySignal<boolean>;
  pause(on: boolean): void;
}

export interface ShownRowsInput {
  session: Session;
  decoder: DecoderClient;
  scope: ReadonlySignal<ReadonlySet<string> | undefined>;
  filter: ReadonlySignal<FilterNode | undefined>;
  marks: ReadonlySignal<ReadonlySet<number>>;
}

/** Fields whose value can change after a row was judged, because the model learns. */
const LEARNED = new Set(['peer', 'server', 'load', 'role', 'state', 'purpose', 'transport', 'code', 'has', 'is']);

const soon = (task: () => void): void => void setTimeout(task, 0);

/** The rows that scope and filter leave. A new filter is judged aside, in slices, and takes over when it is through. */
export function createShownRows({ session, decoder, scope, filter, marks }: ShownRowsInput): ShownRows {
  const view = signal<RowsView>(emptyView());
  const version = signal(0);
  const paused = signal(false);
  const waiting = signal(0);
  let next: RowsView = view.peek();
  let hits = createTextHits(0);
  let search = 0;
  let isBusy = false;
  let judgedWhenPaused = 0;

  decoder.listen((event) => {
    if (event.type !== 'hits' || event.search !== search) return;
    hits.add(event.term, event.from, event.count, event.bits);
    advance();
  });

  /** Judges what can be judged now; the rest in later slices. */
  function advance(): void {
    if (isBusy) return;
    const mine = next;
    const { columns } = session.rows.peek();
    const limit = Math.min(columns.rows, hits.covered);
    if (paused.peek() && mine === view.peek()) {
      waiting.value = columns.rows - judgedWhenPaused;
      return;
    }
    const until = performance.now() + SLICE_MS;
    const isDone = mine.extend(limit, () => performance.now() >= until);
    if (isDone && (mine === view.peek() || mine.judged >= Math.min(columns.rows, hits.covered))) {
      const isCaughtUp = mine.judged >= columns.rows || mine === view.peek();
      if (isCaughtUp) {
        view.value = mine;
        version.value += 1;
      }
      return;
    }
    if (mine === view.peek()) version.value += 1;
    isBusy = true;
    soon(() => {
      isBusy = false;
      advance();
    });
  }

  /** The scope and the filter as one test over the rows of the recording as it is now. */
  function test(node: FilterNode | undefined, conns: ReadonlySet<string> | undefined): RowTest {
    const rows = session.rows.peek();
    const { columns } = rows;
    const report = session.report.peek();
    const facts = {
      columns,
      conns: createConnFacts(columns.tables.conns, report),
      start: () => rows.conns.start,
      codes: codesByRow(report, rows),
      marks: marks.peek(),
    };
    const matches = compileFilter(node, createFilterSource(facts, hits, textTerms(node).map(textTermKey)));
    const inScope: RowTest = (row) => {
      const conn = columns.get('conn', row);
      if (conn !== 0) return conns === undefined || conns.has(columns.tables.conns[conn] ?? '');
      return conns === undefined || columns.get('kind', row) === KIND_CODE.lost;
    };
    return node === undefined ? inScope : (row) => inScope(row) && matches(row);
  }

  function rebuild(node: FilterNode | undefined, conns: ReadonlySet<string> | undefined): void {
    const { columns } = session.rows.peek();
    next = createRowsView({
      t: (row) => columns.get('t', row),
      isFrame: (row) => columns.get('kind', row) === KIND_CODE.frame,
      test: test(node, conns),
      hasGaps: node === undefined,
    });
    advance();
  }

  effect(() => {
    const node = filter.value;
    void session.rows.value;
    untracked(() => {
      const wanted = textTerms(node);
      hits = createTextHits(wanted.length);
      search = decoder.search(wanted);
    });
  });
  effect(() => {
    const node = filter.value;
    const conns = scope.value;
    void session.rows.value;
    const learns = terms(node).some(({ field }) => field !== undefined && LEARNED.has(field));
    if (learns) void (session.report.value, marks.value);
    untracked(() => rebuild(node, conns));
  });
  effect(() => {
    void session.version.value;
    untracked(advance);
  });

  return {
    view,
    version,
    paused,
    waiting,
    pause(on) {
      judgedWhenPaused = session.rows.peek().columns.rows;
      paused.value = on;
      waiting.value = 0;
      if (!on) advance();
    },
  };
}

const emptyView = (): RowsView =>
  createRowsView({ t: () => 0, isFrame: () => false, test: () => false, hasGaps: false });
