import { beforeAll, describe, expect, it } from 'vitest';
import { toA, toB } from '../../../src/core/merge/clock/clock.ts';
import type { FrameRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { redactAll } from '../redact/redact-all.ts';
import { byOtherClock, playBoth, type Sides } from './lab-sides.ts';
import { isFrame, mergeTwo, type Merged } from './merge-two.ts';
import { withoutTimes } from './without-times.ts';

const SCENARIOS: [name: string, skew: number, drift: number][] = [
  ['relay-chat', 1500, 80e-6],
  ['direct-chat', -1500, 80e-6],
  ['reconnect', 1500, -200e-6],
  ['fragments', 1500, 100e-6],
  ['keepalive-idle', -1500, -60e-6],
  ['duplicate-dropped', 1500, 40e-6],
  ['killed-peer-relay', 1500, 200e-6],
  ['seed-session', -1500, 80e-6],
  ['lost-frame', 1500, 80e-6],
  ['damaged-frame', 1500, -80e-6],
];

describe.each(SCENARIOS)(
  'both recordings of %s, one by a clock that is %d ms off and drifts by %d',
  (name, skew, drift) => {
    let alice: TraceRecord[];
    let bob: TraceRecord[];
    let sides: Sides;
    let merged: Merged;

    beforeAll(async () => {
      sides = await playBoth(name);
      ({ alice } = sides);
      bob = byOtherClock(sides.bob, skew, drift);
      merged = await mergeTwo(alice, bob);
    });

    it('show the other clock to less than a millisecond at every record', () => {
      const start = sides.bob[0]?.t ?? 0;
      const truth = (t: number): number => t + skew + drift * (t - start);
      const times = [...alice, ...sides.bob].map(({ t }) => t);
      expect(Math.max(...times.map((t) => Math.abs(toB(merged.clock, t) - truth(t))))).toBeLessThan(1);
      expect(Math.max(...times.map((t) => Math.abs(toA(merged.clock, truth(t)) - t)))).toBeLessThan(1);
    });

    it('name exactly what left one side and did not come out on the other', () => {
      const { lost, altered, lone } = merged.report;
      expect([...lost, ...altered].map(({ conn, seq }) => `${conn} #${seq}`).toSorted()).toEqual(
        [...missing(alice, bob, 'A', merged), ...missing(bob, alice, 'B', merged)].toSorted(),
      );
      expect(lone).toEqual([]);
    });

    it.each(['shapes', 'fields'] as const)('say the same where they left at the level %s', async (level) => {
      const redact = (records: TraceRecord[]): TraceRecord[] => redactAll(records, { level });
      const { report, clock } = await mergeTwo(redact(alice), redact(bob));
      expect(withoutTimes(report)).toEqual(withoutTimes(merged.report));
      // What was too short for a digest is found by its place, and so no longer tells the time: it may have been the quickest of all.
      const apart = alice.map(({ t }) => Math.abs(toB(clock, t) - toB(merged.clock, t)));
      expect(Math.max(...apart)).toBeLessThan(1);
    });
  },
);

/** Frames of paired connections that were sent and whose very bytes the other end of the connection never got. */
function missing(own: TraceRecord[], other: TraceRecord[], side: 'A' | 'B', { report }: Merged): string[] {
  return report.connections.flatMap(({ a, b }) => {
    const [mine, yours] = side === 'A' ? [a, b] : [b, a];
    const of = (records: TraceRecord[], conn: string, dir: 'in' | 'out'): FrameRecord[] =>
      records.filter(isFrame).filter((frame) => frame.conn === conn.slice(2) && frame.dir === dir);
    const arrived = of(other, yours, 'in').map(bytes);
    return of(own, mine, 'out').flatMap((frame) => {
      const at = arrived.indexOf(bytes(frame));
      if (at >= 0) arrived.splice(at, 1);
      return at < 0 && !isForServer(frame) ? [`${mine} #${frame.seq}`] : [];
    });
  });
}

const bytes = ({ payload = new Uint8Array() }: FrameRecord): string => Buffer.from(payload).toString('latin1');

/** What a listener said before the relay handed the connection to it. */
const isForServer = (frame: FrameRecord): boolean =>
  /"command":"(register|authentication_response|comm_pong|pong)"/.test(bytes(frame));
