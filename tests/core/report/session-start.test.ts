import { describe, expect, it } from 'vitest';
import type { Finding, ConnectionReport } from '../../../src/core/report/report.ts';
import { sessionStart } from '../../../src/core/report/session-start.ts';

const opened = (at: number): ConnectionReport => ({ opened: at }) as ConnectionReport;

describe('the beginning of a session', () => {
  it('is found in a recording of more connections than a call takes arguments', () => {
    const connections = Array.from({ length: 500_000 }, (_, at) => opened(1_000_000 - at));
    expect(sessionStart({ connections, findings: [] })).toBe(500_001);
  });

  it('is that of the first finding where there is no connection before it', () => {
    expect(sessionStart({ connections: [opened(9)], findings: [{ t: 7 } as Finding] })).toBe(7);
  });
});
