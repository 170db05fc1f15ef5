import { beforeAll, describe, expect, it } from 'vitest';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import { mergeHeader } from '../../../src/core/merge/merge-header.ts';
import { mergeRecords } from '../../../src/core/merge/merge-records.ts';
import { sideName } from '../../../src/core/merge/of-side.ts';
import { createModel } from '../../../src/core/model/model.ts';
import type { SessionReport } from '../../../src/core/report/report.ts';
import { recordLine } from '../../../src/core/trace/archive/record-line.ts';
import type { FrameRecord, KeyRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { gather, header, read, write } from '../trace/archive/fixtures.ts';
import { byOtherClock, playBoth, type Sides } from './lab-sides.ts';
import { cipher, createLine } from './line-factory.ts';
import { isFrame, mergeTwo, neverArrived, sealedFrames, type Merged } from './merge-two.ts';

const mergeAll = ({ plan, clock }: Merged, a: TraceRecord[], b: TraceRecord[]): Promise<TraceRecord[]> =>
  gather(mergeRecords(plan, clock, a, b));

function conclude(records: readonly TraceRecord[]): SessionReport {
  const keys = records.filter((record): record is KeyRecord => record.kind === 'key');
  const dissector = createDissector({ keys: (conn) => keys.filter((key) => key.conn === conn) });
  const model = createModel();
  for (const record of records) model.push(record, dissector.push(record, { detail: false }));
  return model.report();
}

describe('findings of a merged recording', () => {
  const findingsOf = async (scenario: string): Promise<SessionReport['findings']> => {
    const { alice, bob } = await playBoth(scenario);
    const other = byOtherClock(bob, 1500, 80e-6);
    return conclude(await mergeAll(await mergeTwo(alice, other), alice, other)).findings;
  };
  const sidesOf = (found: SessionReport['findings'][number] | undefined): Set<string> =>
    new Set(found?.evidence.map(({ conn = '' }) => conn.slice(0, 2)));

  it('name a frame that was lost on the way, with what arrived around it at the other end', async () => {
    const lost = (await findingsOf('lost-frame')).find(({ code }) => code === 'wire.lost');
    expect(lost).toMatchObject({ severity: 'error', conn: expect.stringMatching(/^B\//) as string });
    expect(lost?.evidence).toHaveLength(3);
    expect(sidesOf(lost)).toEqual(new Set(['A/', 'B/']));
  });

  it('name a frame that was altered on the way, as it was sent and as it arrived', async () => {
    const altered = (await findingsOf('damaged-frame')).find(({ code }) => code === 'wire.altered');
    expect(altered?.evidence).toHaveLength(2);
    expect(sidesOf(altered)).toEqual(new Set(['A/', 'B/']));
  });

  it('say nothing of the way where everything arrived', async () => {
    expect((await findingsOf('relay-chat')).filter(({ code }) => code.startsWith('wire.'))).toEqual([]);
  });
});

describe('a merged recording of two peers of the lab', () => {
  let alice: Sides['alice'];
  let bob: Sides['bob'];
  let merged: Merged;
  let records: TraceRecord[];

  beforeAll(async () => {
    const sides = await playBoth('relay-chat');
    alice = sides.alice;
    bob = byOtherClock(sides.bob, 1500, 80e-6);
    merged = await mergeTwo(alice, bob);
    records = await mergeAll(merged, alice, bob);
  });

  it('holds every record of both, each side in its order', () => {
    const of = (side: string): string[] =>
      records
        .filter((record) => 'conn' in record && record.conn?.startsWith(side))
        .map((record) => `${record.kind} ${record.kind === 'frame' ? record.seq : ''}`);
    const own = (all: readonly TraceRecord[]): string[] =>
      all
        .filter((record) => 'conn' in record)
        .map((record) => `${record.kind} ${record.kind === 'frame' ? record.seq : ''}`);
    expect(of('A/')).toEqual(own(alice));
    expect(of('B/')).toEqual(own(bob));
    expect(records).toHaveLength(alice.length + bob.length);
  });

  it('runs by one clock, in which nothing is received before it was sent', () => {
    const seen = new Set<string>();
    for (const { conn, seq, dir, extra } of records.filter(isFrame)) {
      const pair = extra?.['pair'] as { conn: string; seq: number } | undefined;
      if (pair && dir === 'in') expect(seen).toContain(`${pair.conn} ${pair.seq}`);
      seen.add(`${conn} ${seq}`);
    }
  });

  it('tells of each frame where it stands on the other side, and how long it was on the way', () => {
    const frames = new Map(records.filter(isFrame).map((frame) => [`${frame.conn} ${frame.seq}`, frame]));
    const paired = [...frames.values()].filter(({ extra }) => extra?.['pair']);
    expect(paired).toHaveLength(merged.report.matched * 2);
    for (const frame of paired) {
      const { conn, seq } = frame.extra?.['pair'] as { conn: string; seq: number };
      const other = frames.get(`${conn} ${seq}`);
      expect(other?.extra?.['pair']).toEqual({ conn: frame.conn, seq: frame.seq });
      expect(other?.payload).toEqual(frame.payload);
      const [sent, received] = frame.dir === 'out' ? [frame, other] : [other, frame];
      expect((received?.t ?? 0) - (sent?.t ?? 0)).toBeCloseTo(frame.extra?.['delayMs'] as number, 2);
    }
  });

  it('leads to the conclusions of both, each for its own connections', () => {
    const whole = conclude(records);
    const found = (report: SessionReport, side: string): string[] =>
      report.findings.map(({ code, conn }) => `${code} ${side}${conn}`);
    const both = [...found(conclude(alice), 'A/'), ...found(conclude(bob), 'B/')];
    expect(found(whole, '').toSorted()).toEqual(both.toSorted());
    expect(whole.connections.map(({ role, purpose }) => `${role} ${purpose}`).toSorted()).toEqual(
      [...conclude(alice).connections, ...conclude(bob).connections]
        .map(({ role, purpose }) => `${role} ${purpose}`)
        .toSorted(),
    );
  });

  it('is a recording like any other: written and read again it is the same', async () => {
    const head = mergeHeader(
      { name: 'a', header },
      { name: 'b', header: { ...header, note: 'from Bob' } },
      merged.clock,
      merged.report,
      header.created,
    );
    const again = await read(await write(head, records));
    expect(again.records.map(recordLine)).toEqual(records.map(recordLine));
    expect(again.header.extra?.['merge']).toMatchObject({
      sides: { A: { name: 'a', redaction: 'none' }, B: { name: 'b', note: 'from Bob' } },
      pairs: [
        { a: 'A/ws3', b: 'B/ws2' },
        { a: 'A/ws4', b: 'B/ws3' },
      ],
      matched: merged.report.matched,
    });
  });

  it('can be merged again with nothing lost of what it says', async () => {
    const twice = await mergeTwo(
      records.filter((record) => !('conn' in record) || record.conn?.startsWith('A/')),
      bob,
    );
    const [frame] = (
      await mergeAll(
        twice,
        records.filter((record) => !('conn' in record) || record.conn?.startsWith('A/')),
        bob,
      )
    ).filter((record) => isFrame(record) && record.extra?.['pair'] !== undefined);
    expect(frame).toMatchObject({ conn: expect.stringMatching(/^A\/A\/ws/) as string, extra: { pair: {} } });
  });

  it('marks what was lost, and why the other end does not have it', async () => {
    const gone = sealedFrames(alice, 'ws4', 'in')[5]?.seq;
    const without = neverArrived(alice, ({ conn, seq }) => conn === 'ws4' && seq === gone);
    const marked = (await mergeAll(await mergeTwo(without, bob), without, bob))
      .filter(isFrame)
      .filter(({ extra }) => extra?.['unpaired'] !== undefined);
    expect(marked).toMatchObject([{ conn: 'B/ws3', dir: 'out', extra: { unpaired: 'wire' } }]);
  });
});

describe('the header of a merged recording', () => {
  it.each([
    ['shapes', 'shapes', 'shapes'],
    ['shapes', 'fields', 'fields'],
    ['none', 'shapes', 'none'],
  ] as const)('says of %s and %s that it is %s', async (a, b, both) => {
    const line = createLine().send('a', 0, { bytes: cipher(1) });
    const { clock, report } = await mergeTwo(line.a, line.b);
    const head = mergeHeader(
      { name: 'a', header: { ...header, redaction: a } },
      { name: 'b', header: { ...header, redaction: b } },
      clock,
      report,
      header.created,
    );
    expect(head.redaction).toBe(both);
  });
});

describe('what refers to something by name', () => {
  it('goes by the name of its side: pages, their parents, channels, and members that are not known', async () => {
    const line = createLine('c1', 'c1').send('a', 0, { bytes: cipher(1) });
    const t = line.a[0]?.t ?? 0;
    const more: TraceRecord[] = [
      { kind: 'page', page: 'p1', t, url: 'https://a.test/', realm: 'worker', parent: 'p0' },
      { kind: 'open', conn: 'c1', page: 'p1', t, transport: 'webrtc', url: 'x:', peer: 'pc1' },
      { kind: 'note', t, text: 'hidden', type: 'visibility', extra: { page: 'p1', other: 'p1' } },
      { kind: 'foreign', t, extra: { kind: 'new', t, conn: 'c1', data: 7 } },
    ];
    const a = [...line.a, ...more];
    const records = await mergeAll(await mergeTwo(a, line.b), a, line.b);
    const of = (kind: string): TraceRecord | undefined => records.find((record) => record.kind === kind);
    expect(of('page')).toMatchObject({ page: 'A/p1', parent: 'A/p0' });
    expect(of('open')).toMatchObject({ conn: 'A/c1', page: 'A/p1', peer: 'A/pc1' });
    expect(of('note')).toMatchObject({ extra: { page: 'A/p1', other: 'p1' } });
    expect(of('foreign')).toMatchObject({ extra: { conn: 'A/c1', data: 7 } });
  });

  it('keeps names apart that are as long as names can be', () => {
    const [one, two] = [sideName('A', `${'x'.repeat(255)}1`), sideName('A', `${'x'.repeat(255)}2`)];
    expect(one).not.toBe(two);
    expect(one.length).toBeLessThanOrEqual(256);
  });
});

describe('merging', () => {
  it('stops where it is told to, and leaves both recordings', async () => {
    const line = createLine();
    for (let at = 0; at < 100; at++) line.send('a', at, { bytes: cipher(at) });
    const { plan, clock } = await mergeTwo(line.a, line.b);
    const left: string[] = [];
    async function* watched(records: readonly TraceRecord[], name: string): AsyncGenerator<TraceRecord> {
      try {
        yield* records;
      } finally {
        left.push(name);
      }
    }
    const stop = new AbortController();
    const merging = mergeRecords(plan, clock, watched(line.a, 'a'), watched(line.b, 'b'), { signal: stop.signal });
    await merging.next();
    stop.abort();
    await expect(merging.next()).rejects.toThrow(/abort/i);
    expect(left.toSorted()).toEqual(['a', 'b']);
  });

  it('leaves a time as it is that no clock can show', async () => {
    const line = createLine()
      .send('a', 0, { bytes: cipher(1) })
      .send('b', 100, { bytes: cipher(2) });
    const b: TraceRecord[] = [...line.b, { kind: 'note', t: 1.7e308, text: 'late' }];
    const records = await mergeAll(await mergeTwo(line.a, b), line.a, b);
    expect(records.every(({ t }) => Number.isFinite(t))).toBe(true);
    expect(records.filter((record): record is FrameRecord => record.kind === 'frame')).toHaveLength(4);
  });
});
