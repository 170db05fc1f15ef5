import type { Finding } from '../../../src/core/report/report.ts';
import type { TraceFactory } from '../model/trace-factory.ts';

/** The codes of a connection, or of everything. */
export function codesOf(trace: TraceFactory, conn?: string): string[] {
  return trace.model
    .findings()
    .filter((finding) => conn === undefined || finding.conn === conn)
    .map(({ code }) => code)
    .sort();
}

/** The one finding with this code. */
export function found(trace: TraceFactory, code: string): Finding {
  const all = trace.model.findings().filter((finding) => finding.code === code);
  const [only] = all;
  if (!only || all.length > 1) throw new Error(`${all.length} findings ${code} among ${codesOf(trace).join(', ')}`);
  return only;
}
