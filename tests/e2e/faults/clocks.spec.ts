import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { expectWhole } from './expect-whole.ts';
import { inBothBrowsers } from './in-both-browsers.ts';
import { wireOfRecords } from './recordings.ts';
import { expect } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

/** Every clock that a page can read, moved: `ms` later than it is. */
const moveClocks = (ms: number): void => {
  const { Date: NativeDate, performance: clock } = window as unknown as typeof globalThis;
  const now = NativeDate.now.bind(NativeDate);
  const passed = clock.now.bind(clock);
  const moved = new Proxy(NativeDate, {
    construct: (target, args: []) => (args.length === 0 ? new target(now() + ms) : new target(...args)),
  });
  Object.defineProperty(moved, 'now', { value: () => now() + ms });
  // By its name: what Firefox's driver runs has globals of its own before those of the page.
  Object.assign(window, { Date: moved });
  clock.now = () => passed() + ms;
};

inBothBrowsers(
  'the clocks of the page jump to and fro: times go on as they were, and nothing is missing',
  async (subject, lab) => {
    const { engine } = subject;
    const begun = Date.now();
    await engine.goto(lab.pageUrl);
    const traffic = await startTraffic(lab, engine.ask);
    for (const ms of [86_400_000, -172_800_000]) {
      await engine.inPage(moveClocks, ms);
      await traffic.exchange(200);
    }
    expect(await engine.inPage(pageClock)).toBeLessThan(begun - 43_200_000);
    await engine.ask('close');
    const ended = Date.now();
    const truth = await traffic.truth();
    const records = async () => (await subject.disk())[0]?.records ?? [];
    await expect.poll(async () => countOf(wireOfRecords(await records()))).toBe(countOf(truth));
    const kept = await records();
    expectWhole(subject, kept, truth);
    for (const times of timesOf(kept)) {
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.every((t) => t > begun - 1000 && t < ended + 1000)).toBe(true);
    }
  },
);

const pageClock = (): number => (window as unknown as typeof globalThis).Date.now();

/** When the frames of each connection were, as they were written. */
function timesOf(records: readonly TraceRecord[]): number[][] {
  const times = new Map<string, number[]>();
  for (const record of records)
    if (record.kind === 'frame') times.set(record.conn, [...(times.get(record.conn) ?? []), record.t]);
  return [...times.values()];
}
