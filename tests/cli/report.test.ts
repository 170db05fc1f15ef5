import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/core/report/check.ts';
import type { SessionReport } from '../../src/core/report/report.ts';
import { runWith, type Outcome } from './fake-io.ts';

/** Runs a command over one of the recordings. */
function tell(command: string, capture: string, ...options: string[]): Promise<Outcome> {
  const path = `${capture}.onetrace`;
  const file = readFileSync(new URL(`../fixtures/captures/${path}`, import.meta.url));
  return runWith({ [path]: file }, [command, path, ...options]);
}

describe('one-trace report', () => {
  it('prints one object with connections, findings, invites and statistics', async () => {
    const { status, out } = await tell('report', 'keepalive-timeout', '--json');
    const report = JSON.parse(out) as SessionReport;
    expect(status).toBe(0);
    expect(Object.keys(report).sort()).toEqual([
      'connections',
      'environment',
      'findings',
      'invites',
      'security',
      'stats',
    ]);
    expect(report.connections.find(({ conn }) => conn === 'ws5')).toMatchObject({
      role: 'dialer',
      path: 'relay',
      purpose: 'data',
      remote: { email: 'node@example.test' },
      close: { code: 1000, class: 'timeout', by: 'local' },
      findings: ['chum.start-race', 'keepalive.timeout', 'chum.request-unanswered'],
    });
    expect(report.stats.totalConnections).toBe(8);
  });

  it('prints a page for a person', async () => {
    const { out } = await tell('report', 'idle-keepalive');
    expect(out).toContain('identity.stalled');
    expect(out).not.toMatch(/[{}]/);
  });
});

describe('one-trace check', () => {
  it('exits with 0 and one line where nothing failed', async () => {
    const { status, out } = await tell('check', 'happy-browser-dials');
    expect(status).toBe(0);
    expect(out).toMatch(/^\S+: no failure in 5 connections\n$/);
  });

  it('exits with 1 and prints the failures', async () => {
    const { status, out } = await tell('check', 'auth-failures');
    expect(status).toBe(1);
    expect(out.match(/^ {2}ERROR/gm)).toHaveLength(15);
    const { out: json } = await tell('check', 'auth-failures', '--json');
    expect((JSON.parse(json) as Check).findings.map(({ conn }) => conn)).toContain('ws18');
  });

  it('exits with 2 and one line for what cannot be used', async () => {
    expect(await runWith({}, ['check', 'nowhere'])).toMatchObject({ status: 2, out: '' });
    expect((await runWith({}, ['check'])).err).toMatch(/^one-trace: check: FILE is missing[^\n]*\n$/);
  });
});
