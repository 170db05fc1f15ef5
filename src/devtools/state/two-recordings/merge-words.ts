import type { ClockReport, Delays, LoneFrame, MergeReport } from '../../../core/merge/merge-report.ts';
import { count, duration, fullTime, plural } from '../format.ts';

/** A term and what is said of it. */
export type Fact = readonly [term: string, text: string];

/** Clocks of computers seldom differ by more: a drift that may be anything within this is not known. */
const TELLING_PPM = 200;

/** What a merge has found, in one line each, before it is accepted. */
export function mergeFacts(report: MergeReport): Fact[] {
  const { clock, connections, matched, altered, lone, more, aToB, bToA } = report;
  const lost = connections.reduce((sum, each) => sum + each.lost, 0);
  const facts: Fact[] = [
    ['Paired', `${plural(matched, 'frame')} of ${plural(connections.length, 'connection')}`],
    ['Lost', lost === 0 ? 'none' : plural(lost, 'frame')],
    ['Altered', altered.length === 0 ? 'none' : plural(altered.length + (more?.altered ?? 0), 'frame')],
    ['On one side only', lone.length === 0 ? 'none' : plural(lone.length + (more?.lone ?? 0), 'frame')],
    ['Clock of B', offsetWords(clock.offsetMs, clock.uncertaintyMs)],
    ['Drift', driftWords(clock)],
    ...clock.jumps.map((jump): Fact => [
      'Jump',
      `from ${fullTime(jump.t)} on ${offsetWords(jump.offsetMs, jump.uncertaintyMs)}`,
    ]),
  ];
  if (clock.doubtful > 0)
    facts.push([
      'Doubtful',
      `${plural(clock.doubtful, 'frame')} would have arrived before being sent, and did not count`,
    ]);
  return [...facts, ...delayFact('A to B', aToB), ...delayFact('B to A', bToA)];
}

function offsetWords(ms: number, uncertainty: number | undefined): string {
  const ahead = `${Math.abs(ms) < 1 ? duration(Math.abs(ms)) : `${count(Math.trunc(Math.abs(ms)))}${(Math.abs(ms) % 1).toFixed(3).slice(1)} ms`} ${ms < 0 ? 'behind' : 'ahead of'} A`;
  return uncertainty === undefined
    ? `${ahead} or less: frames went one way only`
    : `${ahead}, uncertain by ± ${duration(uncertainty)}`;
}

const driftWords = ({ driftPpm, driftRangePpm: [low, high] }: ClockReport): string =>
  high - low > TELLING_PPM
    ? 'cannot be told from so short a time'
    : `${driftPpm.toFixed(1)} ppm, between ${low.toFixed(1)} and ${high.toFixed(1)}`;

const delayFact = (term: string, delays: Delays | undefined): Fact[] =>
  delays
    ? [
        [
          term,
          `half of the frames within ${duration(delays.p50)}, 95 % within ${duration(delays.p95)}, the slowest ${duration(delays.most)}`,
        ],
      ]
    : [];

/** Frames of one way with one reason. */
export interface LoneGroup {
  way: string;
  because: string;
  frames: LoneFrame[];
}

export function loneGroups(frames: readonly LoneFrame[]): LoneGroup[] {
  const groups = new Map<string, LoneGroup>();
  for (const frame of frames) {
    const way = `${frame.conn} ${frame.dir === 'out' ? '→' : '←'} ${frame.otherConn}`;
    const key = `${way}\n${frame.because}`;
    const group = groups.get(key) ?? { way, because: frame.because, frames: [] };
    group.frames.push(frame);
    groups.set(key, group);
  }
  return [...groups.values()];
}
