import { describe, expect, it } from 'vitest';
import { matchConnections } from '../../../src/core/diff/match-connections.ts';
import type { ConnectionReport } from '../../../src/core/report/report.ts';

/** `dialer data`: a connection in two words; the third is its path. */
function connections(...words: string[]): ConnectionReport[] {
  return words.map((each, at) => {
    const [role, purpose, path = 'relay'] = each.split(' ') as [
      ConnectionReport['role'],
      ConnectionReport['purpose'],
      ConnectionReport['path']?,
    ];
    return {
      conn: `ws${at + 1}`,
      page: 'p1',
      url: 'wss://comm.example.test',
      transport: 'websocket',
      role,
      path,
      purpose,
      states: [],
      phases: [],
      plugins: [],
      opened: at,
      messagesIn: 0,
      messagesOut: 0,
      bytesIn: 0,
      bytesOut: 0,
      keyKnown: true,
      encrypted: true,
      findings: [],
    };
  });
}

function matched(a: ConnectionReport[], b: ConnectionReport[]) {
  const { pairs, onlyA, onlyB } = matchConnections(a, b);
  const names = (list: readonly ConnectionReport[]): string[] => list.map(({ conn }) => conn);
  return { pairs: pairs.map(([x, y]) => `${x.conn} ${y.conn}`), onlyA: names(onlyA), onlyB: names(onlyB) };
}

describe('connections of two recordings', () => {
  it('are matched in order where they play the same part', () => {
    const both = () => connections('spare control', 'spare control', 'dialer pairing', 'dialer data');
    expect(matched(both(), both())).toEqual({
      pairs: ['ws1 ws1', 'ws2 ws2', 'ws3 ws3', 'ws4 ws4'],
      onlyA: [],
      onlyB: [],
    });
  });

  it('are matched by purpose where one is missing', () => {
    const a = connections('dialer pairing', 'dialer data');
    expect(matched(a, connections('dialer data'))).toEqual({ pairs: ['ws2 ws1'], onlyA: ['ws1'], onlyB: [] });
  });

  it('are matched with one that did not get far enough to show its purpose', () => {
    expect(matched(connections('dialer data'), connections('dialer unknown unknown')).pairs).toEqual(['ws1 ws1']);
  });

  it('are not matched where both show that they are something else', () => {
    expect(matched(connections('dialer data relay'), connections('dialer pairing direct'))).toEqual({
      pairs: [],
      onlyA: ['ws1'],
      onlyB: ['ws1'],
    });
  });

  it('match a listener with a spare that nobody has called, and a dial with one that never opened', () => {
    const a = connections('spare control', 'listener data', 'dialer data');
    const b = connections('spare control', 'spare control', 'unknown unknown unknown');
    expect(matched(a, b).pairs).toEqual(['ws1 ws1', 'ws2 ws2', 'ws3 ws3']);
  });

  it('are matched in order alone where there are too many to compare each with each', () => {
    const many = connections(...new Array<string>(2000).fill('dialer data'));
    expect(matched(many, many.slice(0, 1500))).toMatchObject({
      pairs: { length: 1500 },
      onlyA: { length: 500 },
      onlyB: [],
    });
  });
});
