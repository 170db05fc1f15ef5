import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { echo, install, openSocket, receive, send } from '../browser/in-page.ts';
import { withPair, type Pair } from '../browser/pair.ts';
import type { BenchRow, Reading } from '../row.ts';
import { spreadOf } from '../spread.ts';

const ROUNDS = 5;

/** What the page itself pays: receiving, sending, a round trip, and the scripts before anything happens. */
export const page: BenchRow = {
  name: 'page',
  measure: ({ root, scale }) =>
    withPair(root, async (pair) => {
      const rate = (what: string, least: number, work: Work): Promise<Reading> => rateOf(pair, what, least, work);
      const small = { count: 40_000 * scale, size: 200 };
      const large = { count: 1_500 * scale, size: 65_536 };
      return [
        await rate('page receives 200 B', 0.95, { count: small.count, ms: (on) => on.evaluate(receive, small) }),
        await rate('page receives 64 KB', 0.75, { count: large.count, ms: (on) => on.evaluate(receive, large) }),
        await sendCost(pair, 10_000 * scale),
        await rate('page echo round trips, 200 B', 0.85, {
          count: 2_000 * scale,
          ms: (on) => on.evaluate(echo, { count: 2_000 * scale, size: 200 }),
        }),
        ...(await scripts(pair.base, root)),
      ];
    }),
};

interface Work {
  count: number;
  ms: (page: Page) => Promise<number>;
}

/** In turns, on fresh sockets; the first round warms up. */
async function figures(
  pair: Pair,
  measure: (page: Page) => Promise<number>,
): Promise<{ ours: number[]; base: number[] }> {
  const found = { ours: [] as number[], base: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const who of round % 2 === 0 ? (['base', 'ours'] as const) : (['ours', 'base'] as const)) {
      await pair[who].reload();
      await pair[who].evaluate(openSocket);
      const figure = await measure(pair[who]);
      if (round > 0) found[who].push(figure);
    }
  }
  return found;
}

async function rateOf(pair: Pair, what: string, least: number, { count, ms }: Work): Promise<Reading> {
  const { ours, base } = await figures(pair, async (on) => (count / (await ms(on))) * 1000);
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
  const { ours, base } = await figures(pair, (on) => on.evaluate(send, { count, size: 200 }));
  return {
    what: 'added to one send of 200 B',
    unit: 'µs',
    ours: spreadOf(ours.map((own, i) => own - (base[i] ?? NaN))),
    against: { what: 'a send without', spread: spreadOf(base) },
    gate: { most: 8 },
  };
}

async function scripts(bare: Page, root: string): Promise<Reading[]> {
  const source = (name: string): string => readFileSync(join(root, 'dist/chrome-test/src/content', name), 'utf8');
  const hook = source('hook.iife.js');
  const relay = source('relay.iife.js');
  const times: number[] = [];
  for (let i = 0; i < 20; i += 1) times.push(await bare.evaluate(install, hook));
  return [
    {
      what: 'hook + relay, minified',
      unit: 'kB',
      ours: spreadOf([(hook.length + relay.length) / 1000]),
      gate: { most: 20 },
    },
    { what: 'hook: parse + install', unit: 'ms', ours: spreadOf(times), gate: { most: 2 } },
  ];
}
