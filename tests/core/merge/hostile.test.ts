import { describe, expect, it } from 'vitest';
import { planMerge } from '../../../src/core/merge/pairing/plan.ts';
import type { FrameRecord } from '../../../src/core/trace/records.ts';
import { survey } from './lab-sides.ts';
import { AHEAD, cipher, createLine, T0, WAY } from './line-factory.ts';
import { isFrame, mergeTwo } from './merge-two.ts';

const MANY = 100_000;
const BEAT = '{"type":"heartbeat"}';

describe('payloads that are said again and again', () => {
  it('are paired in their order, a hundred thousand of them, by the clock that other frames tell', async () => {
    const line = createLine();
    line.send('a', 0, { bytes: cipher(1) }).send('b', 100, { bytes: cipher(2) });
    for (let at = 0; at < MANY; at++) line.send('a', 1000 + at * 1000, { text: BEAT });
    const { report } = await mergeTwo(line.a, line.b);
    expect(report).toMatchObject({ matched: MANY + 2, lost: [], lone: [] });
    expect(report.aToB).toMatchObject({ least: WAY, most: WAY });
  });

  it('do not hide which of them was lost', async () => {
    const line = createLine();
    line.send('a', 0, { bytes: cipher(1) }).send('b', 100, { bytes: cipher(2) });
    for (let at = 0; at < 1000; at++) line.send('a', 1000 + at * 1000, { text: BEAT, arrives: at !== 700 });
    const { report } = await mergeTwo(line.a, line.b);
    expect(report.lost).toMatchObject([{ conn: 'A/ws1', seq: 702, t: T0 + 701_000, cause: 'wire' }]);
  });

  it('are paired by their order alone where there is nothing else', async () => {
    const line = createLine();
    for (let at = 0; at < 1000; at++) line.send(at % 2 === 0 ? 'a' : 'b', at * 1000, { text: BEAT });
    const { report } = await mergeTwo(line.a, line.b);
    expect(report).toMatchObject({ matched: 1000, clock: { offsetMs: AHEAD, uncertaintyMs: WAY } });
  });

  it('pair no connections where there is a choice', async () => {
    const records = ['ws1', 'ws2'].flatMap((conn) => createLine(conn, conn).send('a', 0, { text: BEAT }).a);
    const others = ['ws1', 'ws2'].flatMap((conn) => createLine(conn, conn).send('a', 0, { text: BEAT }).b);
    const plan = planMerge(await survey(records), await survey(others));
    expect(plan).toMatchObject({ pairs: [], sameWay: 0 });
    expect(plan.clock).toBeUndefined();
  });
});

describe('a file that lies', () => {
  const honest = (frames: number) => {
    const line = createLine();
    for (let at = 0; at < frames; at++) line.send(at % 2 === 0 ? 'a' : 'b', at * 1000, { bytes: cipher(at) });
    return line;
  };
  const withoutPayload = ({ payload: _, ...frame }: FrameRecord): FrameRecord => frame;

  it('about the digest of a payload that is there is not believed', async () => {
    const { a, b } = honest(20);
    const lying = b.map((record) => (isFrame(record) ? { ...record, digest: '00'.repeat(16) } : record));
    expect((await mergeTwo(a, lying)).report).toMatchObject({ matched: 20, lost: [], altered: [] });
  });

  it('by giving one frame the digest of another changes nothing but what is said of that frame', async () => {
    const line = honest(40);
    const { report: truth } = await mergeTwo(line.a, line.b);
    const digest = 'ab'.repeat(16);
    const lying = line.b.map((record) =>
      isFrame(record) && record.seq === 11 ? { ...withoutPayload(record), digest } : record,
    );
    const { report } = await mergeTwo(line.a, lying);
    expect(report.clock.offsetMs).toBeCloseTo(truth.clock.offsetMs, 6);
    expect(report).toMatchObject({ matched: 40, lost: [], lone: [], altered: [{ conn: 'B/ws1', seq: 11 }] });
  });

  it('by giving all frames one digest pairs them in order, and is not slow', async () => {
    const line = createLine();
    const more = { digest: 'cd'.repeat(16) };
    for (let at = 0; at < MANY; at++) line.send(at % 3 === 0 ? 'b' : 'a', at * 1000, { bytes: cipher(0), more });
    const strip = (records: typeof line.a) =>
      records.map((record) => (isFrame(record) ? withoutPayload(record) : record));
    const { report } = await mergeTwo(strip(line.a), strip(line.b));
    expect(report).toMatchObject({ matched: MANY, lost: [], lone: [] });
  });

  it('by digests that share their beginnings is not slow either', async () => {
    const line = createLine();
    for (let at = 0; at < MANY; at++) {
      const digest = at.toString(16).padStart(8, '0').padEnd(32, '0');
      line.send(at % 2 === 0 ? 'b' : 'a', at * 1000, { bytes: cipher(0), more: { digest } });
    }
    const strip = (records: typeof line.a) =>
      records.map((record) => (isFrame(record) ? withoutPayload(record) : record));
    expect((await mergeTwo(strip(line.a), strip(line.b))).report.matched).toBe(MANY);
  });

  it('about its times by a single frame does not move the clock', async () => {
    const { a, b } = honest(200);
    const lying = b.map((record) =>
      isFrame(record) && record.seq === 100 ? { ...record, t: record.t - 60_000 } : record,
    );
    const { report } = await mergeTwo(a, lying);
    expect(report.clock).toMatchObject({ jumps: [], doubtful: 1 });
    expect(report.clock.offsetMs).toBeCloseTo(AHEAD, 1);
  });
});

describe('frames that a lossy channel brings', () => {
  it('are told apart: lost, altered and in another order', async () => {
    const line = createLine();
    for (let at = 0; at < 60; at++) {
      const bytes = cipher(at, 30 + (at % 7));
      const received = at === 20 ? cipher(999, bytes.length) : bytes;
      line.send(at % 2 === 0 ? 'a' : 'b', at * 1000, { bytes, received, arrives: at !== 33 });
    }
    const [first, second] = [line.b.findIndex(isIn(24)), line.b.findIndex(isIn(26))];
    [line.b[first], line.b[second]] = [line.b[second]!, line.b[first]!];
    const { report } = await mergeTwo(line.a, line.b);
    expect(report.altered).toMatchObject([{ conn: 'A/ws1', seq: 20 }]);
    expect(report.lost).toMatchObject([{ conn: 'B/ws1', seq: 33 }]);
    expect(report.matched).toBe(59);
  });

  const isIn =
    (seq: number) =>
    (record: FrameRecord | { kind: string }): boolean =>
      record.kind === 'frame' && (record as FrameRecord).dir === 'in' && (record as FrameRecord).seq === seq;
});

describe('two recordings of one side', () => {
  it('are known by what both have sent', async () => {
    const { a } = createLine()
      .send('a', 0, { bytes: cipher(1) })
      .send('b', 100, { bytes: cipher(2) });
    expect(planMerge(await survey(a), await survey(a))).toMatchObject({ pairs: [], sameWay: 2 });
  });
});
