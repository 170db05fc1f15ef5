import { beforeAll, describe, expect, it } from 'vitest';
import { toA, toB } from '../../../src/core/merge/clock/clock.ts';
import { redactAll } from '../redact/redact-all.ts';
import { byOtherClock, playBoth, type Sides } from './lab-sides.ts';
import { damaged, isFrame, mergeTwo, neverArrived, sealedFrames, type Merged } from './merge-two.ts';
import { withoutTimes } from './without-times.ts';

const SKEW = 1500;
const DRIFT = 80e-6;

describe('two peers of the lab, one by a clock that is 1.5 s ahead and drifts by 80 ppm', () => {
  let sides: Sides;
  let merged: Merged;
  const bobsClock = (sides: Sides): Sides['bob'] => byOtherClock(sides.bob, SKEW, DRIFT);
  const chat = { a: 'ws4', b: 'ws3' };

  beforeAll(async () => {
    sides = await playBoth('relay-chat');
    merged = await mergeTwo(sides.alice, bobsClock(sides));
  });

  it('know the other clock to less than a millisecond at every record', () => {
    const start = sides.bob[0]?.t ?? 0;
    const truth = (t: number): number => t + SKEW + DRIFT * (t - start);
    for (const { t } of [...sides.alice, ...sides.bob]) {
      expect(Math.abs(toB(merged.clock, t) - truth(t))).toBeLessThan(1);
      expect(Math.abs(toA(merged.clock, truth(t)) - t)).toBeLessThan(1);
    }
  });

  it('say how far off the offset may be, and it is not further off', () => {
    const { offsetMs, uncertaintyMs = 0, at } = merged.report.clock;
    const truth = SKEW + DRIFT * (at - (sides.bob[0]?.t ?? 0));
    expect(uncertaintyMs).toBeGreaterThan(0);
    expect(Math.abs(offsetMs - truth)).toBeLessThanOrEqual(uncertaintyMs);
  });

  it('pair the two connections between them, and leave those with the comm server alone', () => {
    const { connections, unpaired } = merged.report;
    expect(connections.map(({ a, b }) => [a, b])).toEqual([
      ['A/ws3', 'B/ws2'],
      ['A/ws4', 'B/ws3'],
    ]);
    expect(unpaired.map(({ conn, because }) => [conn, because])).toEqual(
      ['A/ws1', 'A/ws2', 'B/ws1', 'B/ws4'].map((conn) => [conn, 'it spoke with the comm server only']),
    );
  });

  it('have every frame that one sent and the other received, and no other', () => {
    const { matched, lost, altered, lone } = merged.report;
    const between = sides.alice.filter(isFrame).filter(({ conn }) => conn === 'ws3' || conn === 'ws4');
    expect({ matched, lost, altered, lone }).toEqual({ matched: between.length, lost: [], altered: [], lone: [] });
  });

  it('see that no frame arrives before it was sent', () => {
    const { aToB, bToA } = merged.report;
    expect(aToB?.least).toBeGreaterThan(0);
    expect(bToA?.least).toBeGreaterThan(0);
    expect((aToB?.count ?? 0) + (bToA?.count ?? 0)).toBe(merged.report.matched);
  });

  it('name a frame that never arrived, by what it was and what came before and after it', async () => {
    const [, , , , , gone] = sealedFrames(sides.alice, chat.a, 'in');
    const { report } = await mergeTwo(
      neverArrived(sides.alice, ({ conn, seq }) => conn === chat.a && seq === gone?.seq),
      bobsClock(sides),
    );
    const sent = sealedFrames(sides.bob, chat.b, 'out')[5];
    expect(report.lost).toMatchObject([
      { conn: 'B/ws3', seq: sent?.seq, dir: 'out', name: 'instance_id_object', otherConn: 'A/ws4', cause: 'wire' },
    ]);
    expect(report.lost[0]?.evidence).toHaveLength(3);
    expect([report.altered, report.lone]).toEqual([[], []]);
  });

  it('do not call lost what one of them just did not record', async () => {
    const [, , , , , gone] = sealedFrames(sides.alice, chat.a, 'in');
    const alice = sides.alice.filter(
      (record) => !(isFrame(record) && record.conn === chat.a && record.seq === gone?.seq),
    );
    const { report } = await mergeTwo(alice, bobsClock(sides));
    expect(report.lost).toEqual([]);
    expect(report.lone).toMatchObject([{ conn: 'B/ws3', name: 'instance_id_object', cause: 'not-recorded' }]);
  });

  it('believe a recording that says it has lost something at that time', async () => {
    const [, , , , , gone] = sealedFrames(sides.alice, chat.a, 'in');
    const isGone = ({ conn, seq }: { conn: string; seq: number }): boolean => conn === chat.a && seq === gone?.seq;
    const lost = { kind: 'lost', t: gone?.t ?? 0, count: 1, why: 'retention' } as const;
    const { report } = await mergeTwo([...neverArrived(sides.alice, isGone), lost], bobsClock(sides));
    expect(report.lost).toEqual([]);
    expect(report.lone).toMatchObject([
      { cause: 'not-recorded', because: expect.stringContaining('retention') as string },
    ]);
  });

  it('name a frame that was changed on the way', async () => {
    const [, hit] = sealedFrames(sides.alice, chat.a, 'in');
    const alice = damaged(sides.alice, ({ conn, seq }) => conn === chat.a && seq === hit?.seq);
    const { report } = await mergeTwo(alice, bobsClock(sides));
    const sent = sealedFrames(sides.bob, chat.b, 'out')[1];
    expect(report.altered).toMatchObject([
      { conn: 'B/ws3', seq: sent?.seq, name: 'person_id_object', received: { conn: 'A/ws4', seq: hit?.seq } },
    ]);
    expect([report.lost, report.lone]).toEqual([[], []]);
  });

  it('do not call lost what came after one of the recordings had stopped, or before it began', async () => {
    const middle = sealedFrames(sides.alice, chat.a, 'in')[20]?.t ?? 0;
    const causes = async (alice: Sides['alice']): Promise<Set<string>> =>
      new Set((await mergeTwo(alice, bobsClock(sides))).report.lone.map(({ cause }) => cause));
    const early = sides.alice.filter(({ t }) => t < middle);
    expect(await causes(early)).toEqual(new Set(['after-recording']));
    const late = neverArrived(sides.alice, ({ t }) => t < middle).filter(({ t }) => t >= middle);
    expect(await causes(late)).toEqual(new Set(['before-recording']));
  });

  it.each([
    ['both sides', true, true],
    ['one side', true, false],
  ])('are merged alike where %s left without payloads', async (_, isAliceRedacted, isBobRedacted) => {
    const redact = (records: Sides['alice'], really: boolean) =>
      really ? redactAll(records, { level: 'shapes' }) : records;
    const { report } = await mergeTwo(redact(sides.alice, isAliceRedacted), redact(bobsClock(sides), isBobRedacted));
    expect(withoutTimes(report)).toEqual(withoutTimes(merged.report));
  });
});

describe('what the wire does to the frames of two peers of the lab', () => {
  const merge = async (name: string): Promise<Merged> => {
    const { alice, bob } = await playBoth(name);
    return mergeTwo(alice, byOtherClock(bob, SKEW, DRIFT));
  };

  it('is told as lost where the relay lost it', async () => {
    const { report } = await merge('lost-frame');
    const { lost, altered } = report;
    expect(altered).toEqual([]);
    expect(lost.filter(({ cause }) => cause === 'wire')).toMatchObject([{ dir: 'out', otherConn: 'A/ws4' }]);
  });

  it('is told as altered where a bit flipped, and what followed was under way when the connection ended', async () => {
    const { report } = await merge('damaged-frame');
    expect(report.altered).toMatchObject([{ conn: 'B/ws3', received: { conn: 'A/ws4', name: 'encrypted' } }]);
    expect(report.lost.filter(({ cause }) => cause === 'wire')).toEqual([]);
  });

  it('is told frame by frame where the line went dead', async () => {
    const { alice, bob } = await playBoth('silence');
    const { report } = await mergeTwo(alice, byOtherClock(bob, SKEW, DRIFT));
    const keepalives = (records: Sides['alice'], conn: string): number => sealedFrames(records, conn, 'out').length;
    const arrived = sealedFrames(alice, 'ws4', 'in').length + sealedFrames(bob, 'ws3', 'in').length;
    expect(report.lost.length).toBe(keepalives(alice, 'ws4') + keepalives(bob, 'ws3') - arrived);
    expect(new Set(report.lost.map(({ name }) => name))).toEqual(new Set(['keepalive']));
  });

  it('pairs dials that ended before the encryption began, by their time', async () => {
    const { report } = await merge('stalled-ready');
    expect(report.connections).toMatchObject([{ a: 'A/ws3', b: 'B/ws2', matched: 1 }]);
  });
});
