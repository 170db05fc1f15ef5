import { expect, it } from 'vitest';
import type { ConnectionReport } from '../../../../src/core/report/report.ts';
import { peerRows } from '../../../../src/devtools/state/scope/peer-list.ts';

const BOB = { person: 'b'.repeat(64), email: 'bob@example.test' };

function connection(conn: string, change: Partial<ConnectionReport>): ConnectionReport {
  const nothing = { states: [], phases: [], plugins: [], findings: [] };
  const counts = { messagesIn: 0, messagesOut: 0, bytesIn: 0, bytesOut: 0 };
  return {
    ...{ conn, page: 'p1', url: 'ws://comm.test/', transport: 'websocket', role: 'dialer', path: 'relay' },
    ...{ purpose: 'data', opened: 0, keyKnown: true, encrypted: true, ...nothing, ...counts },
    ...change,
  };
}

const loadOf = (page: string): number => Number(page.slice(1));

it('tells one peer over relay, direct socket and data channel as one, in the order of time', () => {
  const rows = peerRows(
    [
      connection('rtc1', { remote: BOB, transport: 'webrtc', path: 'direct', opened: 30 }),
      connection('ws1', { remote: BOB, opened: 10 }),
      connection('ws2', { remote: BOB, path: 'direct', opened: 20 }),
      connection('ws3', { remote: BOB, opened: 40 }),
      connection('ws4', { remote: { publicKey: 'c'.repeat(64) } }),
      connection('ws5', {}),
    ],
    loadOf,
  );
  expect(rows).toEqual([
    {
      kind: 'peer',
      key: `peer:${BOB.person}`,
      conns: ['ws1', 'ws2', 'rtc1', 'ws3'],
      title: 'bob@example.test',
      detail: 'relay → direct → data channel',
    },
  ]);
});

it('tells a peer of several page loads, and leaves out one that its group tells whole', () => {
  const twice = [connection('ws1', { remote: BOB }), connection('ws2', { remote: BOB, page: 'p2', opened: 9 })];
  expect(peerRows(twice, loadOf)).toMatchObject([{ detail: 'relay · 2 loads', conns: ['ws1', 'ws2'] }]);
  expect(peerRows([connection('ws1', { remote: BOB })], loadOf)).toEqual([]);
});
