import { describe, expect, it } from 'vitest';
import { captureInput, EVERY, exported } from './export-input.ts';

interface TraceEvent {
  name: string;
  cat?: string;
  ph: string;
  ts?: number;
  dur?: number;
  pid: number;
  tid: number;
  s?: string;
  id?: string;
}

const eventsOf = (text: string): TraceEvent[] => (JSON.parse(text) as { traceEvents: TraceEvent[] }).traceEvents;

/** What the Trace Event Format asks of each phase of event, in words of what is wrong. */
function wrongIn({ name, ph, ts, dur, pid, tid, s, id, cat }: TraceEvent): string[] {
  const at = `${ph} ${name}`;
  const problems = [
    [!Number.isSafeInteger(pid) || !Number.isSafeInteger(tid), 'has no pid and tid'],
    [ph !== 'M' && !(typeof ts === 'number' && ts >= 0), 'has no time'],
    [ph === 'X' && !(typeof dur === 'number' && dur >= 0), 'has no duration'],
    [ph === 'i' && !['g', 'p', 't'].includes(s ?? ''), 'has no scope'],
    [(ph === 'b' || ph === 'e') && (id === undefined || cat === undefined), 'has no id and category'],
    [!'XMibe'.includes(ph), 'is of no known phase'],
  ] as const;
  return problems.flatMap(([isWrong, words]) => (isWrong ? [`${at} ${words}`] : []));
}

describe('a timeline', () => {
  it.each(EVERY)('of %s at %s keeps to the Trace Event Format', async (name, level) => {
    const events = eventsOf(await exported('perfetto', await captureInput(name, level)));
    expect(events.flatMap(wrongIn)).toEqual([]);
    const open = events.filter(({ ph }) => ph === 'b').map(({ id }) => id);
    const closed = events.filter(({ ph }) => ph === 'e').map(({ id }) => id);
    expect(open).toEqual(closed);
    expect(open.length).toBeGreaterThan(0);
  });

  it('has a track for each connection, on which its phases lie within it, and every frame', async () => {
    const input = await captureInput('keepalive-timeout', 'shapes');
    const events = eventsOf(await exported('perfetto', input));
    const { connections, stats } = input.report;
    expect(events.filter(({ name }) => name === 'thread_name')).toHaveLength(connections.length);
    expect(events.filter(({ cat }) => cat?.startsWith('frame'))).toHaveLength(stats.global.totalMessages);
    const tracks = events.filter(({ cat }) => cat === 'connection');
    for (const { tid, ts = 0, dur = 0, name } of events.filter(({ cat }) => cat === 'phase')) {
      const track = tracks.find((each) => each.tid === tid);
      expect(ts, name).toBeGreaterThanOrEqual(track?.ts ?? Infinity);
      expect(ts + dur, name).toBeLessThanOrEqual((track?.ts ?? 0) + (track?.dur ?? 0));
    }
  });
});
