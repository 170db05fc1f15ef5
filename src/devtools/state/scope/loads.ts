import type { TraceReport } from '../../../core/contract/decoder.ts';
import { loadsOf } from '../../../core/stats/loads.ts';

/** Page loads are numbered in the order in which they began; a worker belongs to the load of its page. */
export const loadNumbers = (report: Pick<TraceReport, 'pages' | 'connections'>): Map<string, number> =>
  new Map(loadsOf(report).flatMap(({ n, pages }) => pages.map((page): [string, number] => [page, n])));
