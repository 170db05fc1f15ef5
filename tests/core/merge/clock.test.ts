import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateClock, toA, toB, type Clock } from '../../../src/core/merge/clock/clock.ts';
import { addClockPoint, createClockPoints, sortClockPoints } from '../../../src/core/merge/clock/clock-points.ts';
import { seededRandom } from '../../e2e/seeded-random.ts';

const T0 = 1_800_000_000_000;
const MINUTE = 60_000;

interface Exchange {
  minutes: number;
  /** What B's clock is ahead by when A's reads t. */
  ahead(t: number): number;
  /** Milliseconds that a frame takes at the least, each way. */
  way?: readonly [fromA: number, fromB: number];
  /** Frames of both peers, or of A alone. */
  oneWay?: boolean;
  /** How finely the clocks can be read, in milliseconds. */
  grain?: number;
  seed?: number;
}

/** A frame each way every second; most are held up on the way, by anything up to 300 ms. */
function exchange({ minutes, ahead, way = [20, 20], oneWay = false, grain = 0, seed = 1 }: Exchange): Clock {
  const points = createClockPoints(minutes * 120);
  const random = seededRandom(seed);
  const read = (t: number): number => (grain > 0 ? Math.floor(t / grain) * grain : t);
  const heldUp = (): number => 300 * random() ** 4;
  for (let t = T0; t < T0 + minutes * MINUTE; t += 1000) {
    const arrival = t + way[0] + heldUp();
    addClockPoint(points, read(t), read(arrival + ahead(arrival)), true);
    if (oneWay) continue;
    const sent = t + 500;
    addClockPoint(points, read(sent + way[1] + heldUp()), read(sent + ahead(sent)), false);
  }
  return estimateClock(sortClockPoints(points));
}

describe('the clock of the other side', () => {
  it('is found to the millisecond over an hour in which it drifts by 80 ppm', () => {
    const ahead = (t: number): number => 1500 + 80e-6 * (t - T0);
    const clock = exchange({ minutes: 60, ahead });
    for (let t = T0; t < T0 + 60 * MINUTE; t += MINUTE) expect(Math.abs(toB(clock, t) - t - ahead(t))).toBeLessThan(1);
    expect(clock.pieces).toHaveLength(1);
    expect(clock.pieces[0]?.drift).toBeCloseTo(80e-6, 6);
  });

  it.each([-250e-6, 0, 40e-6])('drifts within the range that is given: %s', (drift) => {
    const [piece] = exchange({ minutes: 30, ahead: (t) => -7 + drift * (t - T0) }).pieces;
    const [low = 1, high = 0] = piece?.driftRange ?? [];
    expect(low).toBeLessThanOrEqual(drift);
    expect(high).toBeGreaterThanOrEqual(drift);
    expect(high - low).toBeLessThan(60e-6);
  });

  it('is uncertain by half of the least round trip, within which any difference of the two ways lies', () => {
    const clock = exchange({ minutes: 10, ahead: () => 1500, way: [5, 45] });
    expect(clock.pieces[0]?.uncertainty).toBeCloseTo(25, 0);
    expect(Math.abs((clock.pieces[0]?.offset ?? 0) - 1500)).toBeLessThanOrEqual(25.5);
  });

  it('is no more than a bound where frames went one way only', () => {
    const clock = exchange({ minutes: 10, ahead: () => 1500, oneWay: true });
    expect(clock.pieces[0]?.uncertainty).toBeUndefined();
    expect(clock.pieces[0]?.offset).toBeCloseTo(1520, 0);
  });

  it('may jump: what came before and what came after are told apart', () => {
    const jump = T0 + 10 * MINUTE;
    const ahead = (t: number): number => (t < jump ? 1500 : -4200);
    const clock = exchange({ minutes: 20, ahead });
    expect(clock.pieces).toHaveLength(2);
    expect(Math.abs((clock.pieces[1]?.fromA ?? 0) - jump)).toBeLessThan(2000);
    expect(Math.abs(toB(clock, T0 + 5 * MINUTE) - (T0 + 5 * MINUTE) - 1500)).toBeLessThan(1);
    expect(Math.abs(toB(clock, T0 + 15 * MINUTE) - (T0 + 15 * MINUTE) + 4200)).toBeLessThan(1);
    expect(clock.doubtful).toBe(0);
  });

  it('is not led astray by single frames that would have arrived before they were sent', () => {
    const points = createClockPoints(1000);
    for (let at = 0; at < 400; at++) {
      addClockPoint(points, T0 + at * 1000, T0 + at * 1000 + 1520, true);
      addClockPoint(points, T0 + at * 1000 + 20, T0 + at * 1000 + 1500, false);
      if (at % 100 === 50) addClockPoint(points, T0 + at * 1000 + 5, T0 + at * 1000 - 9000, true);
    }
    const clock = estimateClock(sortClockPoints(points));
    expect(clock.doubtful).toBe(4);
    expect(clock.pieces).toHaveLength(1);
    expect(clock.pieces[0]?.offset).toBeCloseTo(1500, 1);
  });

  it('may be read to whole milliseconds only, and frames take less than one', () => {
    const clock = exchange({ minutes: 5, ahead: () => 1500, way: [0.1, 0.1], grain: 1 });
    expect(clock.pieces).toHaveLength(1);
    expect(Math.abs((clock.pieces[0]?.offset ?? 0) - 1500)).toBeLessThan(1);
  });

  it('leads from A to B and back to the same moment', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e7, max: 1e7, noNaN: true }),
        fc.double({ min: -2e-4, max: 2e-4, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        (offset, drift, seed) => {
          const clock = exchange({ minutes: 2, ahead: (t) => offset + drift * (t - T0), seed });
          expect(toA(clock, toB(clock, T0 + 12_345))).toBeCloseTo(T0 + 12_345, 2);
        },
      ),
      { numRuns: 20 },
    );
  });
});
