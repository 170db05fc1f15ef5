import { describe, expect, it } from 'vitest';
import type { TraceReport } from '../../../../src/core/contract/decoder.ts';
import { snapshotOf } from '../../../../src/devtools/state/live/page-snapshot.ts';
import { createTrace } from '../../../core/model/trace-factory.ts';

function reportOf(conns: number): TraceReport {
  const trace = createTrace().page('p1', { url: 'https://app.test/x' }).page('p2', { url: 'https://other.test/' });
  for (let i = 0; i < conns; i += 1) trace.open(`ws${i}`, { page: 'p1' });
  trace.open('foreign', { page: 'p2' });
  const { connections, findings, invites, security } = trace.model.report();
  const pages = ['https://app.test/x', 'https://other.test/'].map((url, i) => ({
    kind: 'page' as const,
    page: `p${i + 1}`,
    t: 0,
    url,
    realm: 'window' as const,
  }));
  return { connections, findings, invites, security, registration: [], pages };
}

describe('what a page is told of its connections', () => {
  it('is their state and when they were opened, and nothing else', () => {
    const { asOf, connections } = snapshotOf(reportOf(2), 'https://app.test', 77);
    expect(asOf).toBe(77);
    expect(connections.map(Object.keys)).toEqual([
      ['opened', 'state'],
      ['opened', 'state'],
    ]);
    expect(connections.map(({ state }) => state)).toEqual(['CONNECTED', 'CONNECTED']);
  });

  it('holds none of another site, and no more than the latest 256', () => {
    expect(snapshotOf(reportOf(300), 'https://app.test', 0).connections).toHaveLength(256);
    expect(snapshotOf(reportOf(1), 'https://other.test', 0).connections).toHaveLength(1);
    expect(snapshotOf(reportOf(1), 'https://nobody.test', 0).connections).toEqual([]);
  });
});
