import type { Evidence } from '../report/report.ts';
import type { FrameRecord, TraceRecord } from '../trace/records.ts';

/** A moment, and the record that proves it. */
export interface Proof {
  t: number;
  evidence: Evidence;
}

/** A frame as the model remembers it. */
export interface FrameMark {
  t: number;
  seq: number;
}

export function frameProof(conn: string, mark: FrameMark): Proof {
  return { t: mark.t, evidence: { conn, seq: mark.seq } };
}

export function recordProof(record: Exclude<TraceRecord, FrameRecord | { kind: 'foreign' }>): Proof {
  const { kind, t } = record;
  const conn = 'conn' in record ? record.conn : undefined;
  return { t, evidence: conn === undefined ? { record: kind, t } : { conn, record: kind, t } };
}
