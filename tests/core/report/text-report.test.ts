import { describe, expect, it } from 'vitest';
import { checkReport } from '../../../src/core/report/check.ts';
import { textReport } from '../../../src/core/report/text-report.ts';
import { createTrace, registers, synchronises } from '../model/trace-factory.ts';
import { CAPTURE_NAMES, modelOf, recordsOf } from './read-recording.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u2009]/g, ' ');

describe('the report for a person', () => {
  it('names every connection and every finding with its evidence', async () => {
    const report = modelOf(await recordsOf('keepalive-timeout')).report();
    const text = plain(textReport(report, 'x.onetrace'));
    for (const { conn } of report.connections) expect(text).toMatch(new RegExp(`^  ${conn}  `, 'm'));
    for (const { code, title } of report.findings) {
      expect(text).toContain(code);
      expect(text).toContain(plain(title));
    }
    expect(text).toContain('Seen in: ws5 #53, ws5 call at');
    expect(text).toContain('ws3 → ws4 → ws5: 454 ms of 7.00 s, and 5.58 s of waiting for a redial, not counted [ok]');
  });

  it('of an empty recording says that there is nothing', () => {
    expect(textReport(createTrace().model.report(), 'x')).toContain('0 connections, 0 messages');
  });

  it('lets nothing from the wire steer the terminal', () => {
    const trace = createTrace().open('ws1').close('ws1', 'Close called: \u001b[31mred\u202e');
    expect([...textReport(trace.model.report(), 'x')].filter((char) => char === '\u001b' || char === '\u202e')).toEqual(
      [],
    );
  });

  it('shows phases that were slow or failed with their budget', () => {
    const trace = createTrace().open('ws1').says('ws1', 'out', { kind: 'register' }).wait(1_999);
    trace.says('ws1', 'in', { kind: 'authentication-success' });
    expect(plain(textReport(trace.model.report(), 'x'))).toContain('register 2.00 s of 1.00 s 2 msg [slow]');
  });
});

describe('a check', () => {
  it.each(CAPTURE_NAMES)('of %s fails exactly where the recording shows an error', async (name) => {
    const report = modelOf(await recordsOf(name)).report();
    const healthy = ['happy-browser-dials', 'duplicate-dropped'].includes(name);
    expect(checkReport(report)).toMatchObject({ passed: healthy, slow: [] });
    expect(checkReport(report).findings.every(({ severity }) => severity === 'error')).toBe(true);
  });

  it('fails for a phase over its budget, though nothing failed', () => {
    const trace = createTrace().open('ws1').says('ws1', 'out', { kind: 'register' }).wait(1_999);
    const { passed, findings, slow } = checkReport(
      trace.says('ws1', 'in', { kind: 'authentication-success' }).model.report(),
    );
    expect({ passed, findings }).toEqual({ passed: false, findings: [] });
    expect(slow).toMatchObject([{ conn: 'ws1', phase: 'register', ms: 2000 }]);
  });

  it('passes warnings and information', () => {
    const trace = synchronises(registers(createTrace().open('ws1'), 'ws1'), 'ws2').closes(
      'ws2',
      'Close called: Corresponding route was stopped',
    );
    expect(checkReport(trace.model.report()).passed).toBe(true);
  });
});
