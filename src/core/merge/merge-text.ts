import { count, duration, iso, size, whole } from '../report/words.ts';
import type {
  AlteredFrame,
  ClockReport,
  Delays,
  LoneCause,
  LoneFrame,
  MergeReport,
  PairReport,
} from './merge-report.ts';
import { printable } from '../report/printable.ts';

/** A drift that may be anything within this is not known: clocks of computers seldom differ by more. */
const TELLING_PPM = 200;

/** Frames that a page for a person lists of each kind. */
const LISTED = 40;

/** Why two recordings cannot be merged, where nothing shows the one clock by the other. */
export const cannotMerge = (sameWay: number, a: string, b: string): string =>
  sameWay > 0
    ? `${a} and ${b} are of the same side: what one sent, the other sent as well`
    : `${a} and ${b} share no frame: they are not of two ends of one connection`;

/** What a merge found, as a page for a person; `a` and `b` are what the recordings are called. Lines end with a line break. */
export function mergeText(report: MergeReport, a: string, b: string): string {
  const { connections, matched, unpaired, altered, more } = report;
  const lines = [
    `A  ${a}`,
    `B  ${b}`,
    `${count(matched, 'frame')} of ${count(connections.length, 'connection')} found on both sides`,
    '',
    ...clockLines(report.clock),
    ...delayLine('A → B', report.aToB),
    ...delayLine('B → A', report.bToA),
    '',
    'Connections',
    ...connections.map(pairLine),
    ...unpaired
      .slice(0, LISTED)
      .map(({ conn, frames, because }) => `  ${conn}  alone, ${count(frames, 'frame')}: ${because}`),
    ...rest(unpaired.length, 0),
    ...part('Lost on the way', ofCause(report.lost, 'wire'), more?.lost ?? 0, loneLines),
    ...part('Altered on the way', altered, more?.altered ?? 0, (frames) => frames.map(alteredLine)),
    ...part('Under way when the connection ended', ofCause(report.lost, 'closing'), 0, loneLines),
    ...part('On one side only', report.lone, more?.lone ?? 0, loneLines),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function clockLines({
  offsetMs,
  uncertaintyMs,
  at,
  driftPpm,
  driftRangePpm: [low, high],
  jumps,
  doubtful,
}: ClockReport): string[] {
  return [
    `Clock: ${ahead(offsetMs)} ${give(uncertaintyMs)}, at ${iso(at)}`,
    high - low > TELLING_PPM
      ? '       drift cannot be told from so short a time'
      : `       drift ${driftPpm.toFixed(1)} ppm, between ${low.toFixed(1)} and ${high.toFixed(1)}`,
    ...jumps.map((jump) => `       from ${iso(jump.t)} on ${ahead(jump.offsetMs)} ${give(jump.uncertaintyMs)}`),
    ...(doubtful > 0
      ? [`       ${count(doubtful, 'frame')} would have arrived before being sent, and did not count`]
      : []),
  ];
}

const ahead = (ms: number): string => `B is ${milliseconds(Math.abs(ms))} ${ms < 0 ? 'behind' : 'ahead of'} A`;

/** A clock is told to the microsecond: three digits would hide what the merge is for. */
const milliseconds = (ms: number): string => `${whole(Math.trunc(ms))}${(ms % 1).toFixed(3).slice(1)}\u00a0ms`;

const give = (uncertainty: number | undefined): string =>
  uncertainty === undefined ? 'or less: frames went one way only' : `± ${duration(uncertainty)}`;

function delayLine(way: string, delays: Delays | undefined): string[] {
  if (!delays) return [];
  const { p50, p95, most } = delays;
  return [
    `${way}  half of the frames within ${duration(p50)}, 95 % within ${duration(p95)}, the slowest ${duration(most)}`,
  ];
}

function pairLine({ a, b, matched, altered, lost, lone }: PairReport): string {
  const faults = [
    ...(lost > 0 ? [`${whole(lost)} lost`] : []),
    ...(altered > 0 ? [`${whole(altered)} altered`] : []),
    ...(lone > 0 ? [`${whole(lone)} on one side only`] : []),
  ];
  return `  ${a} = ${b}  ${[count(matched, 'frame'), ...faults].join(', ')}`;
}

const ofCause = (frames: readonly LoneFrame[], cause: LoneCause): LoneFrame[] =>
  frames.filter((frame) => frame.cause === cause);

function part<T>(title: string, items: readonly T[], more: number, lines: (items: readonly T[]) => string[]): string[] {
  if (items.length === 0) return [];
  return ['', `${title}: ${whole(items.length + more)}`, ...lines(items.slice(0, LISTED)), ...rest(items.length, more)];
}

const rest = (length: number, more: number): string[] =>
  length + more > LISTED ? [`  … and ${whole(length + more - LISTED)} more`] : [];

/** What happened to many frames of one way for one reason is said once. */
function loneLines(frames: readonly LoneFrame[]): string[] {
  const groups = new Map<string, LoneFrame[]>();
  for (const frame of frames) {
    const key = `${frame.conn} ${frame.dir === 'out' ? '→' : '←'} ${frame.otherConn}: ${frame.because}`;
    const group = groups.get(key);
    if (group) group.push(frame);
    else groups.set(key, [frame]);
  }
  return [...groups].flatMap(([reason, all]) => [`  ${reason}`, ...all.map((frame) => `    ${numbered(frame)}`)]);
}

const alteredLine = (frame: AlteredFrame): string =>
  `  ${frame.conn} ${numbered(frame)} → ${frame.received.conn} #${frame.received.seq}: it arrived with other bytes`;

const numbered = ({ seq, name, size: bytes, t }: LoneFrame | AlteredFrame): string =>
  `#${seq} ${name} (${size(bytes)}, ${iso(t)})`;
