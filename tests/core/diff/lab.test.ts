import { beforeAll, describe, expect, it } from 'vitest';
import { collectSide, type DiffSide } from '../../../src/core/diff/collect-side.ts';
import { createNames } from '../../../src/core/merge/survey/message-names.ts';
import { compareSides } from '../../../src/core/diff/compare-sides.ts';
import type { DiffReport } from '../../../src/core/diff/diff-report.ts';
import { diffText } from '../../../src/core/diff/diff-text.ts';
import type { KeyRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { playBoth } from '../merge/lab-sides.ts';
import { redactAll } from '../redact/redact-all.ts';

async function compare(a: readonly TraceRecord[], b: readonly TraceRecord[]): Promise<DiffReport> {
  const names = createNames();
  const collect = (records: readonly TraceRecord[]): Promise<DiffSide> => {
    const keys = records.filter((record): record is KeyRecord => record.kind === 'key');
    return collectSide(records, { names, keys: (conn) => keys.filter((key) => key.conn === conn) });
  };
  return compareSides(await collect(a), await collect(b), names.all);
}

const alice = async (name: string): Promise<TraceRecord[]> => (await playBoth(name)).alice;
const withoutKeys = (records: readonly TraceRecord[]): TraceRecord[] => records.filter(({ kind }) => kind !== 'key');

describe('two sessions of the lab', () => {
  let good: TraceRecord[];

  beforeAll(async () => {
    good = await alice('relay-chat');
  });

  it.each(['relay-chat', 'pairing-only', 'reconnect', 'fragments', 'first-chum-refused', 'seed-session'])(
    'are alike where %s went well twice, whatever the times and the order of arrival',
    async (name) => {
      const [one, two] = [await playBoth(name), await playBoth(name)];
      for (const side of ['alice', 'bob'] as const) {
        const diff = await compare(one[side], two[side]);
        expect(diff, diffText(diff, 'one', 'two')).toMatchObject({
          same: true,
          connections: expect.arrayContaining([]) as unknown,
        });
      }
    },
  );

  it('part at the message that one of them never got', async () => {
    const { same, connections, findings } = await compare(good, await alice('stalled-ready'));
    expect(same).toBe(false);
    const [parted] = connections.filter(({ differs }) => differs);
    expect(parted).toMatchObject({
      b: 'ws3',
      role: 'dialer',
      parting: {
        after: { name: 'communication_request', a: 0, b: 0 },
        a: { kind: 'message', seq: 1, dir: 'in', name: 'communication_ready' },
        b: { kind: 'nothing' },
      },
    });
    expect(parted?.phases.find(({ differs }) => differs)?.phase).toBe('discovery');
    expect(findings.onlyB.map(({ code }) => code)).toEqual(['handshake.stalled']);
  });

  it('part at the close where one of them was refused', async () => {
    const { connections } = await compare(good, await alice('wrong-token'));
    expect(connections.find(({ differs }) => differs)).toMatchObject({
      purpose: 'pairing',
      parting: {
        after: { name: 'authentication_token' },
        a: { kind: 'message', dir: 'in', name: 'identity' },
        b: { kind: 'close', by: 'remote', class: 'refused', code: 1000 },
      },
      end: { a: { class: 'done' }, b: { class: 'refused' }, differs: true },
    });
  });

  it('part where one falls silent, though nothing of a handshake is missing', async () => {
    const { connections } = await compare(good, await alice('killed-peer-relay'));
    expect(connections.find(({ differs }) => differs)).toMatchObject({
      parting: { a: { kind: 'message' }, b: { kind: 'close', class: 'abnormal', by: 'remote' } },
    });
  });

  it('differ by a verdict alone where only the time differs', async () => {
    const diff = await compare(await alice('pairing-only'), await alice('slow-key-frame'));
    const [parted] = diff.connections.filter(({ differs }) => differs);
    expect(parted?.parting).toBeUndefined();
    expect(parted?.phases.filter(({ differs }) => differs)).toMatchObject([
      { phase: 'encryption', a: { verdict: 'ok' }, b: { verdict: 'slow' } },
    ]);
    expect(diffText(diff, 'a', 'b')).toContain('ws3: the messages agree, the verdicts do not\n      encryption');
  });

  it('are the other way round when they are compared the other way round', async () => {
    const bad = await alice('wrong-token');
    const [there, back] = [await compare(good, bad), await compare(bad, good)];
    expect(back.findings).toEqual({ onlyA: there.findings.onlyB, onlyB: there.findings.onlyA });
    const [one, other] = [there, back].map(({ connections }) => connections.find(({ differs }) => differs)?.parting);
    expect(other).toMatchObject({ a: one?.b, b: one?.a });
  });

  it('are compared alike where they left without payloads', async () => {
    const bad = await alice('stalled-challenge');
    const whole = await compare(good, bad);
    const redacted = await compare(redactAll(good, { level: 'shapes' }), redactAll(bad, { level: 'shapes' }));
    const facts = ({ connections }: DiffReport): unknown =>
      connections.map(({ end: _, parting, ...rest }) => ({ ...rest, after: parting?.after }));
    expect(facts(redacted)).toEqual(facts(whole));
  });

  it('do not differ by the key that one of them lacks, and say so', async () => {
    const { same, connections } = await compare(good, withoutKeys(await alice('relay-chat')));
    expect(same).toBe(true);
    expect(connections.filter(({ locked }) => locked).map(({ purpose }) => purpose)).toHaveLength(2);
  });

  it('differ by a connection that only one of them has', async () => {
    const { same, onlyA, onlyB } = await compare(good, await alice('redial-loop'));
    expect(same).toBe(false);
    expect(onlyA).toEqual([]);
    expect(onlyB.length).toBeGreaterThan(2);
    expect(onlyB.every(({ matters, role }) => matters && role === 'dialer')).toBe(true);
  });

  it('do not differ by a spare more or less', async () => {
    const spare = good.flatMap((record) =>
      'conn' in record && record.conn === 'ws1' ? [{ ...record, conn: 'ws9' }] : [],
    );
    const diff = await compare(good, [...good, ...spare]);
    expect(diff).toMatchObject({ same: true, onlyB: [{ role: 'spare', matters: false }] });
  });
});

describe('a comparison of hostile recordings', () => {
  it('is given up in the middle where a handshake goes on for ever, and says so', async () => {
    const said = (names: readonly string[]): TraceRecord[] =>
      Array.from({ length: 20_000 }, (_, seq) => ({
        kind: 'frame' as const,
        conn: 'ws1',
        seq,
        t: seq,
        dir: 'in' as const,
        type: 'text' as const,
        size: 1,
        decoded: { layers: ['identity'], name: names[(seq * seq) % names.length] ?? '', phase: 'identity' },
      }));
    const { connections } = await compare(
      said(['sync', 'keys_object']),
      said(['person_id_object', 'instance_id_object']),
    );
    expect(connections).toMatchObject([{ exact: false, differs: true, messages: { common: 0 } }]);
  });
});
