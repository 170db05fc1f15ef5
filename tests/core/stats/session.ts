import type { Dissection } from '../../../src/core/dissect/dissection.ts';
import { createModel } from '../../../src/core/model/model.ts';
import { createStatistics } from '../../../src/core/stats/statistics.ts';
import type { StatsQuery, StatsView } from '../../../src/core/stats/stats-view.ts';
import { usualThresholds, type Thresholds } from '../../../src/core/stats/thresholds.ts';
import { viewStats } from '../../../src/core/stats/view.ts';
import type { PageRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import type { KeyRecord } from '../../../src/core/trace/records.ts';

export type Read = readonly [TraceRecord, Dissection | undefined];
export type Asked = Omit<StatsQuery, 'thresholds'> & { thresholds?: Partial<Thresholds> };

/** Statistics and model over the same records, looked at as often as wanted. */
export function createSession() {
  const model = createModel();
  const statistics = createStatistics();
  const pages: PageRecord[] = [];
  return {
    model,
    statistics,
    push([record, dissection]: Read): void {
      if (record.kind === 'page') pages.push(record);
      model.push(record, dissection);
      statistics.push(record, dissection);
    },
    view({ thresholds, ...query }: Asked = {}): StatsView {
      const known = { connections: model.connections(), findings: model.findings(), pages };
      return viewStats(statistics, known, { ...query, thresholds: { ...usualThresholds(), ...thresholds } });
    },
  };
}

export function sessionOf(records: Iterable<Read>) {
  const session = createSession();
  for (const each of records) session.push(each);
  return session;
}

/** Records with what the decoder makes of them, with the keys that the trace holds. */
export function dissected(records: readonly TraceRecord[], withKeys = true): Read[] {
  const keys = records.filter((record): record is KeyRecord => withKeys && record.kind === 'key');
  const dissector = createDissector({ keys: (conn) => keys.filter((key) => key.conn === conn) });
  return records
    .filter(({ kind }) => withKeys || kind !== 'key')
    .map((record) => [record, dissector.push(record, { detail: false })]);
}
