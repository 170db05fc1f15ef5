import type { DecoderEvent, TraceReport, Watch } from '../../core/contract/decoder.ts';
import type { Dissection } from '../../core/dissect/dissection.ts';
import { viewChain } from '../../core/plugins/chain-view.ts';
import { createPluginTracker } from '../../core/plugins/plugin-tracker.ts';
import { createStatistics } from '../../core/stats/statistics.ts';
import { viewStats } from '../../core/stats/view.ts';
import { createSyncLedger } from '../../core/sync/ledger.ts';
import { syncBuffers } from '../../core/sync/sync-batch.ts';
import type { TraceRecord } from '../../core/trace/records.ts';

/** What is counted beside the model while a recording is read, and told to the panel as it wants it. */
export interface Observing {
  push(record: TraceRecord, dissection: Dissection | undefined, row: number): void;
  /** Tells what rows alone cannot; call it after their batch. */
  flush(): void;
  /** Tells what is watched, as the model sees it now. */
  report(known: TraceReport): void;
  watch(watch: Watch): void;
  stop(): void;
}

export interface ObservingOptions {
  run: number;
  /** False where nobody wants rows: what points at them is not told either. */
  isListed: boolean;
  post: (event: DecoderEvent, transfer?: Transferable[]) => void;
}

export function createObserving({ run, post, isListed }: ObservingOptions): Observing {
  const statistics = createStatistics();
  const ledger = createSyncLedger();
  const plugins = createPluginTracker();
  let wanted: Watch = { statsMs: 0, chains: [] };
  let known: TraceReport | undefined;
  let told = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tellStats(): void {
    clearTimeout(timer);
    timer = undefined;
    if (known === undefined || wanted.stats === undefined) return;
    told = performance.now();
    post({ type: 'stats', run, stats: viewStats(statistics, known, wanted.stats) });
  }

  function tell(): void {
    if (known === undefined) return;
    const early = told + wanted.statsMs - performance.now();
    if (early <= 0) tellStats();
    else timer ??= setTimeout(tellStats, early);
    if (wanted.chains.length === 0) return;
    const chains = wanted.chains.flatMap((conn) => {
      const state = plugins.of(conn);
      return state ? [viewChain(state)] : [];
    });
    post({ type: 'chains', run, chains });
  }

  return {
    push(record, dissection, row) {
      statistics.push(record, dissection);
      plugins.push(record, dissection);
      if (isListed) ledger.push(record, dissection, row);
    },
    flush() {
      const batch = ledger.take();
      if (batch) post({ type: 'sync', run, batch }, syncBuffers(batch));
    },
    report(report) {
      known = report;
      tell();
    },
    watch(watch) {
      wanted = watch;
      told = -Infinity;
      tell();
    },
    stop: () => clearTimeout(timer),
  };
}
