import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../../src/devtools/state/log/log.ts';
import { createScope } from '../../../../src/devtools/state/scope/scope.ts';
import { createShownRows } from '../../../../src/devtools/state/rows/shown-rows.ts';
import { openSession, until } from '../../open-session.ts';

async function logOf(capture: string, conn?: string) {
  const { session, decoder } = await openSession(capture);
  const scope = createScope(session);
  if (conn !== undefined) scope.key.value = `conn:${conn}`;
  const marks = signal<ReadonlySet<number>>(new Set());
  const shown = createShownRows({ session, decoder, scope: scope.conns, filter: signal(undefined), marks });
  const isOpen = signal(true);
  const log = createLog(session, scope, shown, isOpen);
  await until(() => {
    void log.version.value;
    return log.list.value.length > 0 && shown.view.value.judged >= session.rows.value.columns.rows;
  });
  const lines = () =>
    Array.from({ length: log.merged.value.length }, (_, index) => log.line(log.merged.value.at(index)!));
  return { log, lines, session, isOpen };
}

describe('the log of a recording', () => {
  it('is copied in the wording of the seed document', async () => {
    const { log } = await logOf('keepalive-timeout', 'ws4');
    const copied = log.copy(0, log.merged.value.length - 1).split('\n');
    expect(copied[0]).toBe('🌐 WebSocket created: ws://127.0.0.1:22900');
    expect(copied[1]).toBe('✅ WebSocket connected: ws://127.0.0.1:22900');
    expect(copied[2]).toMatch(/^📤 WebSocket message sent: communication_request .* \(discovery\)$/);
    expect(copied[3]).toMatch(/^📨 WebSocket message received: communication_ready /);
    expect(copied).toContain(
      '❌ WebSocket closed: ws://127.0.0.1:22900 1000 Close called: Error: Unable to start chum because you are unknown',
    );
  });

  it('has one line for every row and every finding, in order of time', async () => {
    const { lines, session } = await logOf('keepalive-timeout');
    const all = lines();
    expect(all).toHaveLength(session.rows.value.columns.rows + session.report.value.findings.length);
    const times = all.map(({ t }) => t);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('holds only what is in scope, findings as well', async () => {
    const { lines } = await logOf('keepalive-timeout', 'ws5');
    expect(new Set(lines().map(({ conn }) => conn))).toEqual(new Set(['ws5']));
    expect(lines().filter(({ source }) => source === 'findings')).toHaveLength(3);
  });

  it('shows only errors, or only some sources, when asked to', async () => {
    const { log, lines } = await logOf('keepalive-timeout');
    log.show('errors');
    expect(lines().map(({ source, level, conn }) => [source, level, conn])).toEqual([
      ['sockets', 'error', 'ws5'],
      ['findings', 'error', 'ws5'],
      ['findings', 'error', 'ws5'],
      ['findings', 'error', 'ws6'],
      ['findings', 'error', 'ws7'],
    ]);
    log.show('warnings');
    expect(lines().filter(({ level, source }) => level === 'warning' && source === 'sockets')).toMatchObject([
      { conn: 'ws4' },
      { conn: 'ws6' },
      { conn: 'ws7' },
    ]);
    log.show('all');
    log.toggle('messages');
    log.toggle('findings');
    expect(new Set(lines().map(({ source }) => source))).toEqual(new Set(['capture', 'sockets', 'decoder']));
    log.toggle('messages');
    log.toggle('findings');
  });

  it('is not kept up while its view is closed, and is whole when it opens again', async () => {
    const { log, lines, isOpen } = await logOf('keepalive-timeout');
    const whole = lines().length;
    isOpen.value = false;
    log.show('errors');
    expect(lines().length).toBeGreaterThan(5);
    isOpen.value = true;
    expect(lines()).toHaveLength(5);
    log.show('all');
    expect(lines()).toHaveLength(whole);
  });
});
