import { expect } from 'vitest';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import type { Finding, SessionReport } from '../../../src/core/report/report.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { modelOf } from '../report/read-recording.ts';
import { keysOf } from './redact-all.ts';

/** What of each frame must survive: everything but its content. */
function namesOf(records: readonly TraceRecord[]): unknown[] {
  const dissector = createDissector({ keys: keysOf(records) });
  return records.flatMap((record) => {
    const dissection = dissector.push(record, { detail: false });
    if (record.kind !== 'frame' || !dissection) return [];
    const { conn, seq, size } = record;
    const { layers, name, phase, counter, plainSize, rpc, answers, problem } = dissection;
    return [{ conn, seq, size, layers, name, phase, counter, plainSize, rpc, answers, problem: problem?.code }];
  });
}

const connectionsOf = ({ connections }: SessionReport): unknown[] =>
  connections.map((each) => {
    const { conn, transport, role, path, purpose, states, phases, plugins, close, lineage, findings } = each;
    const ended = close && { code: close.code, class: close.class, by: close.by };
    return { conn, transport, role, path, purpose, states, phases, plugins, ended, lineage, findings };
  });

const findingsOf = (findings: readonly Finding[]): unknown[] =>
  findings.map(({ code, severity, conn, t, causedBy, count, evidence }) => ({
    code,
    severity,
    conn,
    t,
    causedBy,
    count,
    evidence,
  }));

const invitesOf = ({ invites }: SessionReport): unknown[] => (invites ?? []).map(({ host: _, ...invite }) => invite);

/** The redacted recording leads to the same names, life cycles and findings as the full one. */
export function expectSameConclusions(full: readonly TraceRecord[], redacted: readonly TraceRecord[]): void {
  expect(namesOf(redacted)).toEqual(namesOf(full));
  expectSameReport(full, redacted);
}

export function expectSameReport(full: readonly TraceRecord[], redacted: readonly TraceRecord[]): void {
  const [before, after] = [modelOf(full).report(), modelOf(redacted).report()];
  expect(connectionsOf(after)).toEqual(connectionsOf(before));
  expect(findingsOf(after.findings)).toEqual(findingsOf(before.findings));
  expect(invitesOf(after)).toEqual(invitesOf(before));
  expect(after.registration).toEqual(before.registration);
}
