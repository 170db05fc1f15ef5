import { expect, it } from 'vitest';
import { findingsInScope, nothingFound } from '../../../../src/devtools/state/findings/findings.ts';
import type { TraceReport } from '../../../../src/core/contract/decoder.ts';
import type { Finding } from '../../../../src/core/report/report.ts';

const found = (code: Finding['code'], severity: Finding['severity'], t: number, conn?: string): Finding => ({
  code,
  severity,
  t,
  title: code,
  explanation: '',
  advice: '',
  evidence: [],
  ...(conn === undefined ? {} : { conn }),
});

const report = {
  findings: [
    found('realm.unseen', 'info', 0),
    found('encryption.no-key', 'warning', 2, 'ws2'),
    found('pairing.token-unknown', 'error', 3, 'ws1'),
    found('encryption.no-key', 'warning', 1, 'ws1'),
  ],
} as unknown as TraceReport;

it('lists errors first, then warnings by their time', () => {
  expect(findingsInScope(report, undefined).map(({ finding }) => `${finding.severity} ${finding.t}`)).toEqual([
    'error 3',
    'warning 1',
    'warning 2',
    'info 0',
  ]);
});

it('leaves out what is about another connection, and says where the rest is once nothing is left', () => {
  expect(findingsInScope(report, new Set(['ws2'])).map(({ finding }) => finding.t)).toEqual([2]);
  expect(nothingFound(report, new Set(['ws3']))).toBe(
    'Nothing to report about what is in scope. 1 finding about no single connection: choose All connections.',
  );
  expect(nothingFound(report, undefined)).toBe('Nothing to report.');
});
