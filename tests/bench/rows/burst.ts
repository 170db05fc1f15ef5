import { floodToDisk, flood, untilOnDisk, type Captured } from '../browser/flood.ts';
import { openSocket } from '../browser/in-page.ts';
import type { Flooded } from '../browser/in-page.ts';
import { lossReadings } from '../browser/losses.ts';
import { BROWSERS, withPair, type Pair } from '../browser/pair.ts';
import { pageMemory, withPeak } from '../browser/peak.ts';
import type { BenchRow, BenchContext, Reading } from '../row.ts';
import { exponentOf, spreadOf } from '../spread.ts';

const SIZES = [10_000, 45_000, 200_000];

/** Many frames at once: nothing may be lost, the page's memory stays small, and all is over soon. */
export const burst: BenchRow = {
  name: 'burst',
  async measure(context) {
    const readings: Reading[] = [];
    for (const name of BROWSERS)
      readings.push(...(await withPair(name, context.root, (pair) => burstOf(pair, context))));
    return readings;
  },
};

async function burstOf(pair: Pair, { scale }: BenchContext): Promise<Reading[]> {
  const { name, ours, base } = pair;
  // Of the fresh page: what smaller bursts leave behind is growth, too.
  const oursBefore = (await pageMemory(ours))();
  const baseBefore = (await pageMemory(base))();
  for (const browser of [ours, base]) {
    await browser.inPage(openSocket, null);
    await flood(browser, { size: 200, count: 5000 });
  }
  await untilOnDisk(ours);
  const points: { size: number; cost: number }[] = [];
  let bare: { result: Flooded; mostMb: number } | undefined;
  let captured: { result: Captured; mostMb: number } | undefined;
  for (const frames of SIZES) {
    const order = { size: 200, count: Math.round(frames * scale) };
    bare = await withPeak(base, () => flood(base, order));
    captured = await withPeak(ours, () => floodToDisk(ours, order));
    const { count, from, stored } = captured.result;
    points.push({ size: count, cost: stored - from });
  }
  if (bare === undefined || captured === undefined) throw new Error('no burst');
  const { count, from, to, stored } = captured.result;
  const what = `${name}: burst of ${count} frames`;
  const bareGrowth = bare.mostMb - baseBefore;
  const bareMs = bare.result.to - bare.result.from;
  return [
    {
      what: `${what}: the page takes them`,
      unit: 'frames/s',
      ours: spreadOf([(count / (to - from)) * 1000]),
      against: { what: 'bare page', spread: spreadOf([(count / bareMs) * 1000]) },
      ratio: spreadOf([bareMs / (to - from)]),
    },
    {
      what: `${what}: most memory of the page above the bare one's`,
      unit: 'MiB',
      ours: spreadOf([captured.mostMb - oursBefore - bareGrowth]),
      against: { what: 'growth of the bare page', spread: spreadOf([bareGrowth]) },
      gate: { most: 64 },
    },
    {
      what: `${what}: all on disk after the last one came`,
      unit: 's',
      ours: spreadOf([(stored - to) / 1000]),
      gate: { most: 10 },
    },
    {
      what: `${name}: burst to the disk, exponent of its growth from ${points[0]?.size} frames`,
      unit: '',
      ours: spreadOf([exponentOf(points)]),
      gate: { most: 1.1 },
    },
    ...(await lossReadings(pair)),
  ];
}
