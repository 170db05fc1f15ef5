import { expect, test } from 'vitest';
import type { ConnectionReport } from '../../../../src/core/report/report.ts';
import { scopeList, type ScopeRow } from '../../../../src/devtools/state/scope/scope-list.ts';

function connection(conn: string, change: Partial<ConnectionReport> = {}): ConnectionReport {
  return {
    conn,
    page: 'p1',
    url: 'ws://comm.test:80/',
    transport: 'websocket',
    role: 'dialer',
    path: 'relay',
    purpose: 'data',
    states: [],
    phases: [],
    plugins: [],
    opened: 0,
    messagesIn: 0,
    messagesOut: 0,
    bytesIn: 0,
    bytesOut: 0,
    keyKnown: false,
    encrypted: false,
    findings: [],
    ...change,
  };
}

const page = (name: string, t: number, parent?: string) => ({
  kind: 'page' as const,
  page: name,
  t,
  url: 'http://app.test/',
  realm: 'window' as const,
  ...(parent ? { parent } : {}),
});
const list = (connections: ConnectionReport[], folded: string[] = [], pages = [page('p1', 0)]): ScopeRow[] =>
  scopeList(
    { connections, findings: [], invites: [], registration: [], security: [], pages },
    { folded: new Set(folded), end: 1000 },
  );
const words = (rows: ScopeRow[]): string[] =>
  rows.map((row) => (row.kind === 'conn' ? row.connection.conn : row.title));

const remote = { email: 'node@example.test', publicKey: 'ab' };

test('groups by page load, then by peer, servers last', () => {
  const rows = list([connection('ws1', { role: 'spare' }), connection('ws2', { remote }), connection('ws3')], []);
  expect(words(rows)).toEqual([
    'Load 1',
    'node@example.test',
    'ws2',
    'never got past the first frame',
    'ws3',
    'comm server comm.test',
    'ws1',
  ]);
});

test('keeps a redial that got no answer with the peer that it was for', () => {
  const rows = list([
    connection('ws1', { remote }),
    connection('ws2', { lineage: [{ kind: 'redial-of', conn: 'ws1' }] }),
  ]);
  expect(words(rows)).toEqual(['Load 1', 'node@example.test', 'ws1', 'ws2']);
});

test('draws the rail from each connection up to its forerunner, past those between', () => {
  const rows = list([
    connection('ws1', { remote }),
    connection('ws2', { remote }),
    connection('ws3', { remote, lineage: [{ kind: 'redial-of', conn: 'ws1' }] }),
  ]);
  expect(rows.flatMap((row) => (row.kind === 'conn' ? [row.rail] : []))).toEqual([
    { up: false, down: true, node: true },
    { up: true, down: true, node: false },
    { up: true, down: false, node: true },
  ]);
});

test('counts a worker to the load of its page, and numbers the loads in order', () => {
  const pages = [page('p1', 0), page('w1', 10, 'p1'), page('p2', 500)];
  const rows = list([connection('ws1', { page: 'w1', remote }), connection('ws2', { page: 'p2', remote })], [], pages);
  expect(words(rows)).toEqual([
    'node@example.test',
    'Load 1',
    'node@example.test',
    'ws1',
    'Load 2',
    'node@example.test',
    'ws2',
  ]);
  expect(rows[1]).toMatchObject({ start: 0, end: 500, conns: ['ws1'] });
});

test('hides what is folded and still says which connections it holds', () => {
  const [load, ...rest] = list([connection('ws1'), connection('ws2')], ['load:1']);
  expect(rest).toEqual([]);
  expect(load).toMatchObject({ isOpen: false, conns: ['ws1', 'ws2'] });
});

test('counts failures on the load', () => {
  const failed = connection('ws1', { states: [{ state: 'FAILED', t: 1, cause: { record: 'close', t: 1 } }] });
  expect(list([failed, connection('ws2')])[0]).toMatchObject({ failed: 1 });
});

test('connections over Bluetooth stand under the name of their device, however often it was met', () => {
  const gatt = { transport: 'bluetooth', url: 'bluetooth:LAMA_a1b2c3' } as const;
  const rows = list([connection('ble1', gatt), connection('ble2', gatt)]);
  expect(words(rows).slice(-3)).toEqual(['device LAMA_a1b2c3', 'ble1', 'ble2']);
});
