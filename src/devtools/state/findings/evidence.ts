import type { TraceReport } from '../../../core/contract/decoder.ts';
import type { Evidence } from '../../../core/report/report.ts';
import { KIND_CODE } from '../../../core/trace/page-layout.ts';
import type { Rows } from '../session.ts';

/** The row that a piece of evidence points at, undefined where it is not (or no longer) there. */
export function evidenceRow(evidence: Evidence, { columns, conns }: Rows): number | undefined {
  const conn = evidence.conn === undefined ? 0 : columns.tables.conns.indexOf(evidence.conn);
  if (conn < 0) return undefined;
  return 'seq' in evidence
    ? conns.rowOf(conn, evidence.seq)
    : conns.recordRow(conn, KIND_CODE[evidence.record], evidence.t);
}

/** Finding codes by row, for the rows that are evidence. */
export function codesByRow({ findings }: TraceReport, rows: Rows): Map<number, string[]> {
  const codes = new Map<number, string[]>();
  for (const { code, evidence } of findings) {
    for (const each of evidence) {
      const row = evidenceRow(each, rows);
      if (row === undefined) continue;
      const known = codes.get(row);
      if (known === undefined) codes.set(row, [code]);
      else if (!known.includes(code)) known.push(code);
    }
  }
  return codes;
}
