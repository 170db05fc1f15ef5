import type { BenchBrowser } from '../browser/browser.ts';
import { flood, untilOnDisk } from '../browser/flood.ts';
import { echo, openSocket, send } from '../browser/in-page.ts';
import { withPair, type Pair } from '../browser/pair.ts';
import type { BenchRow, Reading } from '../row.ts';
import { spreadOf } from '../spread.ts';

/** Many short turns: what else the machine does meets both alike. */
const ROUNDS = 9;

/** What the page itself pays: for receiving, for sending, for a round trip. */
export const page: BenchRow = {
  name: 'page',
  measure: ({ root, scale }) =>
    withPair('Chromium', root, async (pair) => {
      for (const browser of [pair.ours, pair.base]) await browser.inPage(openSocket, null);
      const receive = (what: string, least: number, count: number, size: number): Promise<Reading> =>
        rateOf(pair, what, least, async (on) => {
          const { from, to } = await flood(on, { count, size });
          return (count / (to - from)) * 1000;
        });
      const trips = Math.round(1000 * scale);
      return [
        await receive('page receives 200 B', 0.95, Math.round(20_000 * scale), 200),
        await receive('page receives 64 KB', 0.75, Math.round(1000 * scale), 65_536),
        await sendCost(pair, Math.round(5000 * scale)),
        await rateOf(pair, 'page echo round trips, 200 B', 0.85, async (on) => {
          const ms = await on.inPage(echo, { count: trips, size: 200 });
          return (trips / ms) * 1000;
        }),
      ];
    }),
};

/** In turns; the first round warms up. What is captured goes to the disk before the other's turn: it would slow that down. */
async function figures(
  { ours, base }: Pair,
  measure: (on: BenchBrowser) => Promise<number>,
): Promise<{ ours: number[]; base: number[] }> {
  const found = { ours: [] as number[], base: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const who of round % 2 === 0 ? (['base', 'ours'] as const) : (['ours', 'base'] as const)) {
      const figure = await measure(who === 'ours' ? ours : base);
      if (who === 'ours') await untilOnDisk(ours);
      if (round > 0) found[who].push(figure);
    }
  }
  return found;
}

async function rateOf(
  pair: Pair,
  what: string,
  least: number,
  measure: (on: BenchBrowser) => Promise<number>,
): Promise<Reading> {
  const { ours, base } = await figures(pair, measure);
  return {
    what,
    unit: 'messages/s',
    ours: spreadOf(ours),
    against: { what: 'without', spread: spreadOf(base) },
    ratio: spreadOf(ours.map((own, i) => own / (base[i] ?? NaN))),
    gate: { least },
  };
}

async function sendCost(pair: Pair, count: number): Promise<Reading> {
  const { ours, base } = await figures(pair, (on) => on.inPage(send, { count, size: 200 }));
  return {
    what: 'added to one send of 200 B',
    unit: 'µs',
    ours: spreadOf(ours.map((own, i) => own - (base[i] ?? NaN))),
    against: { what: 'a send without', spread: spreadOf(base) },
    gate: { most: 8 },
  };
}
