import { until } from '../../e2e/until.ts';
import { stepOf, type FloodOrder } from './bench-server.ts';
import type { BenchBrowser } from './browser.ts';
import { followDisk, type Stored } from './in-extension.ts';
import { flooded, messages, startFlood, type Flooded } from './in-page.ts';

const PATIENCE_MS = 120_000;
/** Until the page is asked whether the flood has ended. */
const LOOK_MS = 500;
/** As long as Firefox lets a script run, with room. Nothing new on the disk for so long: nothing will come. */
const WAIT_MS = 20_000;

/** Frames as fast as the page takes them. */
export async function flood(browser: BenchBrowser, order: FloodOrder): Promise<Flooded> {
  await browser.inPage(startFlood, { order: { ...order }, step: stepOf(order) });
  const { seconds = 0 } = order;
  return until('the flood to end', () => browser.inPage(flooded, null), seconds * 1000 + PATIENCE_MS);
}

/** How a flood came in, and how it came to the disk: messages there, at times in epoch milliseconds. */
export interface Captured extends Flooded {
  disk: Stored[];
  /** When everything was on disk; NaN where it never was. */
  stored: number;
}

export async function floodToDisk(browser: BenchBrowser, order: FloodOrder): Promise<Captured> {
  const disk: Stored[] = [];
  await browser.inPage(startFlood, { order: { ...order }, step: stepOf(order) });
  let end: Flooded | null = null;
  while (end === null) {
    disk.push(...(await browser.inExtension(followDisk, { frames: Number.MAX_SAFE_INTEGER, patience: LOOK_MS })));
    end = await browser.inPage(flooded, null);
  }
  disk.push(...(await untilOnDisk(browser)));
  const all = await browser.inPage(messages, null);
  return { ...end, disk, stored: disk.find((stored) => isAll(stored, all))?.at ?? NaN };
}

/** Follows the disk until everything that the page has sent and received so far is there. */
export async function untilOnDisk(browser: BenchBrowser): Promise<Stored[]> {
  const frames = await browser.inPage(messages, null);
  const seen: Stored[] = [];
  for (let before = -1; ;) {
    seen.push(...(await browser.inExtension(followDisk, { frames, patience: WAIT_MS })));
    const now = seen.at(-1);
    // Where it does not grow any more, the figure for loss will tell.
    if (now === undefined || isAll(now, frames) || now.frames + now.gone === before) return seen;
    before = now.frames + now.gone;
  }
}

const isAll = ({ frames, gone }: Stored, all: number): boolean => frames + gone >= all;

/** Messages a second that came to the disk, in so many stretches of equal length from the order until all were there. */
export function diskRates({ disk, from, stored, count }: Captured, stretches: number): number[] {
  const known = disk.map(({ at, frames, gone }) => ({ at, all: frames + gone }));
  const total = known.find(({ at }) => at >= stored)?.all ?? NaN;
  const reached = (at: number): number => known.findLast((seen) => seen.at <= at)?.all ?? total - count;
  const length = (stored - from) / stretches;
  return Array.from({ length: stretches }, (_, i) => {
    const last = i === stretches - 1 ? total : reached(from + (i + 1) * length);
    return ((last - (i === 0 ? total - count : reached(from + i * length))) / length) * 1000;
  });
}
