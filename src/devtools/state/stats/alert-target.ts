import type { Evidence } from '../../../core/report/report.ts';
import { evidenceRow } from '../findings/evidence.ts';
import type { Panel } from '../panel.ts';

/** Where something shows that a sentence of the statistics speaks of. */
export interface Place {
  evidence: readonly Evidence[];
  conns?: readonly string[];
  from?: number;
  to?: number;
}

export const hasPlace = ({ evidence, conns, from }: Place): boolean =>
  evidence.length > 0 || (conns?.length ?? 0) > 0 || from !== undefined;

/** Goes there: to the record that proves it, else to the stretch of time, else to the connection. */
export function showPlace(panel: Panel, { evidence, conns, from, to }: Place): void {
  const rows = panel.session.rows.peek();
  const row = evidence.map((each) => evidenceRow(each, rows)).find((each) => each !== undefined);
  if (conns?.length === 1) panel.scope.key.value = `conn:${conns[0]}`;
  if (row !== undefined) {
    panel.show(row);
    return;
  }
  if (from !== undefined) panel.stats.brush({ from, to: to ?? from });
  panel.go('messages');
}
