import { describe, expect, it } from 'vitest';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import { readCloseReason } from '../../../src/core/model/close-reason.ts';
import { INVITE_BUDGET_MS, PHASES } from '../../../src/core/model/limits.ts';
import { logLine, type LogEntry } from '../../../src/core/report/log-words.ts';
import type { LifeState } from '../../../src/core/report/report.ts';
import { runScenario } from '../../lab/scenarios/run-scenario.ts';
import { scenarios } from '../../lab/scenarios/table.ts';
import { createTrace } from '../model/trace-factory.ts';
import { seedSection } from './seed-sections.ts';

const LIFE_STATES: Record<LifeState, true> = {
  INITIALIZING: true,
  CONNECTING: true,
  CONNECTED: true,
  AUTHENTICATING: true,
  AUTHENTICATED: true,
  ENCRYPTING: true,
  ENCRYPTED: true,
  PAIRING: true,
  PAIRED: true,
  ACTIVE: true,
  CLOSING: true,
  CLOSED: true,
  FAILED: true,
};

const budgetOf = (phase: string): number | undefined => PHASES.find(([name]) => name === phase)?.[1].budgetMs;
const expectedOf = (phase: string): string | undefined => PHASES.find(([name]) => name === phase)?.[1].expectedMessages;

/** Milliseconds of "< 2 seconds", "< 500ms". */
function limitIn(points: readonly string[], name: string): number {
  const point = points.find((each) => each.includes(`**${name}**`)) ?? '';
  const [, number, unit] = /< (\d+) ?(ms|second)/.exec(point) ?? [];
  return Number(number) * (unit === 'ms' ? 1 : 1000);
}

describe('the lists of the seed document', () => {
  it('Connection Lifecycle States: all of them, and no other', () => {
    const named = seedSection('Connection Lifecycle States')
      .points.join(' ')
      .match(/[A-Z]{4,}/g);
    expect(new Set(named)).toEqual(new Set(Object.keys(LIFE_STATES)));
  });

  it('Normal Invite Processing Times: are the budgets of the phases', () => {
    const { points } = seedSection('Normal Invite Processing Times');
    expect(limitIn(points, 'Connection Establishment')).toBe(budgetOf('connect'));
    expect([budgetOf('register'), budgetOf('identity')]).toEqual([
      limitIn(points, 'Authentication'),
      limitIn(points, 'Authentication'),
    ]);
    expect(limitIn(points, 'Encryption Setup')).toBe(budgetOf('encryption'));
    expect(limitIn(points, 'Pairing')).toBe(budgetOf('pairing'));
    expect(limitIn(points, 'Total Time')).toBe(INVITE_BUDGET_MS);
  });

  it('Expected Message Counts: are shown beside what was counted', () => {
    const told = seedSection('Expected Message Counts').points.map((point) =>
      /(\d+)-(\d+)/.exec(point)?.slice(1).join('–'),
    );
    const phases = ['discovery', 'register', 'encryption', 'pairing', 'sync'].map(expectedOf);
    expect(phases).toEqual(told);
    expect(expectedOf('identity')).toBe(expectedOf('register'));
  });

  it('4. Connection Termination Patterns: every reason is an orderly end, and is told from the others', () => {
    const reasons = seedSection('4. Connection Termination Patterns').points.map(
      (point) => /"([^"]+)"/.exec(point)?.[1],
    );
    expect(reasons.map((reason) => readCloseReason(1000, reason ?? '').class)).toEqual([
      'replaced',
      'done',
      'stopped',
      'duplicate',
    ]);
  });

  it.each(['Authentication Messages', 'Pairing Messages', 'Data Synchronization Messages'])(
    '%s: each is dissected by its type, in the direction and phase of the document',
    (heading) => {
      const { code } = seedSection(heading);
      const phase = { A: 'register', P: 'pairing', D: 'sync' }[heading[0] ?? ''];
      const dissector = createDissector({ keys: () => [] });
      dissector.push(
        { kind: 'open', conn: 'ws1', page: 'p1', t: 0, transport: 'websocket', url: 'ws://x/' },
        { detail: false },
      );
      expect(code).toHaveLength(4);
      code.forEach((line, seq) => {
        const text = line.slice(line.indexOf('{')).replace('[...]', '[]');
        const payload = new TextEncoder().encode(text);
        const dir = line.startsWith('📤') ? 'out' : 'in';
        expect(dir).toBe(seq % 2 === 0 ? 'out' : 'in');
        const dissection = dissector.push(
          { kind: 'frame', conn: 'ws1', seq, t: seq, dir, type: 'text', size: payload.length, payload },
          { detail: false },
        );
        const { type } = JSON.parse(text) as { type: string };
        expect(dissection).toMatchObject({ name: type, layers: ['seed'], phase });
      });
    },
  );

  it('Message Protocol Analysis: the lab says every message of it with the members of the document', async () => {
    const scenario = scenarios.find(({ name }) => name === 'seed-session');
    if (scenario === undefined) throw new Error('no such scenario');
    const { truth } = await runScenario(scenario);
    const said = new Map<string, Set<string>>();
    for (const entry of truth.alice.connections[0]?.entries ?? []) {
      if (entry.kind !== 'frame' || entry.message?.type !== 'text') continue;
      const message = JSON.parse(entry.message.text) as { type: string };
      said.set(`${entry.dir} ${message.type}`, new Set(Object.keys(message)));
    }
    for (const heading of ['Authentication Messages', 'Pairing Messages', 'Data Synchronization Messages']) {
      for (const line of seedSection(heading).code) {
        const dir = line.startsWith('📤') ? 'out' : 'in';
        const members = [...line.matchAll(/"(\w+)": /g)].map(([, member]) => member);
        const type = /"type": "(\w+)"/.exec(line)?.[1] ?? '';
        expect(said.get(`${dir} ${type}`), line).toEqual(new Set(members));
      }
    }
  });

  it.each<[string, LogEntry]>([
    ['🌐 WebSocket created:', { kind: 'created', transport: 'websocket', url: 'wss://comm10.dev.refinio.one' }],
    ['✅ WebSocket connected:', { kind: 'connected', transport: 'websocket', url: 'wss://comm10.dev.refinio.one' }],
    ...['New connection replaced old one', 'Duplicate connection - dropped new connection'].map(
      (reason): [string, LogEntry] => [
        reason,
        {
          kind: 'closed',
          transport: 'websocket',
          url: 'wss://comm10.dev.refinio.one',
          code: 1000,
          reason: `Close called: ${reason}`,
          level: 'plain',
        },
      ],
    ),
  ])('2. Connection Lifecycle Management: a copied line has its wording, %s', (part, entry) => {
    const line = seedSection('2. Connection Lifecycle Management').code.find((each) => each.includes(part));
    const { mark, text } = logLine(entry);
    expect(`[RENDERER 1] ${mark} ${text}`).toBe(line);
  });

  it.each([
    ['1. Connection Pooling Strategy', true, '📤 WebSocket message sent: '],
    ['3. Message Exchange Patterns', false, '📨 WebSocket message received: '],
  ])('%s: messages are logged with its words', (heading, out, words) => {
    const { mark, text } = logLine({
      kind: 'message',
      transport: 'websocket',
      out,
      name: 'auth',
      summary: '',
      phase: '',
    });
    expect(`${mark} ${text}`).toBe(`${words}auth`);
    expect(seedSection(heading).code.some((line) => line.startsWith(words))).toBe(true);
  });

  it('Registration Flow WebSocket Activity: a navigation is logged with its words', () => {
    const { mark, text } = logLine({ kind: 'note', type: 'navigation', text: 'push https://lama.one/register/[step]' });
    expect(seedSection('Registration Flow WebSocket Activity').code[0]).toBe(`${mark} ${text}`);
  });

  it('Connection Statistics: totals, averages and rates follow from the trace', () => {
    const trace = createTrace();
    for (const conn of ['ws1', 'ws2', 'ws3']) trace.open(conn).says(conn, 'out', { kind: 'seed', type: 'heartbeat' });
    trace.closes('ws3', '');
    const { global, totalConnections } = trace.model.report().stats;
    expect([totalConnections, global.activeConnections, global.totalErrors, global.totalMessages]).toEqual([
      3, 2, 0, 3,
    ]);
  });
});
