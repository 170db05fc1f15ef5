import { cpus } from 'node:os';
import { withCpu } from '../browser/cpu.ts';
import { diskRates, flood, floodToDisk, untilOnDisk } from '../browser/flood.ts';
import { openSocket, probeAlone } from '../browser/in-page.ts';
import { lossReadings, payloadsCut } from '../browser/losses.ts';
import { BROWSERS, withPair, type Pair } from '../browser/pair.ts';
import type { BenchContext, BenchRow, Reading } from '../row.ts';
import { spreadOf } from '../spread.ts';

const ROUNDS = 3;
const STRETCHES = 6;
const LARGE = 65_536;
/** So many at once fit into what the relay may hold, however slow the disk is: only what was kept whole has a rate. */
const FITTING = 1500;
/** 262 MB in a row: what the disk does not take meanwhile does not fit. */
const FLOOD = 4000;
/** What the relay sends at once, and what the recorder writes at once. */
const BATCH_BYTES = 262_144;
const PAGE_BYTES = 1_048_576;

/** From the socket to the disk, as fast as a page takes frames, against the parts alone. */
export const capture: BenchRow = {
  name: 'capture',
  async measure(context) {
    const readings: Reading[] = [];
    for (const name of BROWSERS)
      readings.push(
        ...(await withPair(name, context.root, async (pair) => {
          for (const browser of [pair.ours, pair.base]) {
            await browser.inPage(openSocket, null);
            await flood(browser, { size: 200, count: 5000 });
          }
          await untilOnDisk(pair.ours);
          return [
            ...(await sustained(pair, context)),
            ...(await inParts(pair, context)),
            ...(await lossReadings(pair)),
            await flooded(pair, context),
          ];
        })),
      );
    return readings;
  },
};

/** A minute without a pause, between two looks at what the bare page takes. */
async function sustained({ name, ours, base }: Pair, { scale, say }: BenchContext): Promise<Reading[]> {
  const seconds = 60 * scale;
  const order = { size: 200, seconds: Math.max(2, seconds / 6) };
  const bare = [await flood(base, order)];
  const captured = await floodToDisk(ours, { size: 200, seconds });
  bare.push(await flood(base, order));
  const rates = diskRates(captured, STRETCHES);
  const against = spreadOf(bare.map(({ count, from, to }) => (count / (to - from)) * 1000));
  const lag = captured.stored - captured.to;
  say(`  ${name}: ${captured.count} frames of 200 B, all on disk ${lag.toFixed(0)} ms after the last one came`);
  return [
    {
      what: `${name}: to the disk, 200 B, ${seconds} s without a pause`,
      unit: 'frames/s',
      ours: spreadOf(rates),
      against: { what: 'bare page', spread: against },
      ratio: spreadOf(rates.map((own) => own / against.median)),
      gate: { least: 0.9 },
    },
  ];
}

/** Without a pause, and more than memory holds: how much of it comes to the disk with its bytes. */
async function flooded({ name, ours }: Pair, { scale }: BenchContext): Promise<Reading> {
  const count = Math.max(600, FLOOD * scale);
  const before = await payloadsCut(ours);
  await floodToDisk(ours, { size: LARGE, count });
  return {
    what: `${name}: payloads kept whole of ${count} messages of 64 KB in a row`,
    unit: '',
    ours: spreadOf([1 - Math.min(count, (await payloadsCut(ours)) - before) / count]),
    gate: { least: 1 },
  };
}

/** In turns: the bare page, the port alone, the disk alone, and all of it together. */
async function inParts({ name, ours, base }: Pair, { scale }: BenchContext): Promise<Reading[]> {
  const count = Math.max(600, FITTING * scale);
  const total = count * LARGE;
  const rates = { socket: [] as number[], port: [] as number[], disk: [] as number[], all: [] as number[] };
  const rate = (ms: number): number => total / 1000 / ms;
  const limits: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const { result: bare, cpu: bareCpu } = await withCpu(base, () => flood(base, { size: LARGE, count }));
    const alone = (part: 'port' | 'disk', size: number) =>
      withCpu(ours, () => ours.inPage(probeAlone, { part, total, size }));
    const { result: port, cpu: portCpu } = await alone('port', BATCH_BYTES);
    const { result: disk, cpu: diskCpu } = await alone('disk', PAGE_BYTES);
    const { from, stored } = await floodToDisk(ours, { size: LARGE, count });
    if (round === 0) continue;
    rates.socket.push(rate(bare.to - bare.from));
    rates.port.push(rate(port));
    rates.disk.push(rate(disk));
    rates.all.push(rate(stored - from));
    limits.push(rate((bareCpu + portCpu + diskCpu) / cpus().length));
  }
  const parts = {
    'bare page': spreadOf(rates.socket),
    'port alone': spreadOf(rates.port),
    'disk alone': spreadOf(rates.disk),
  };
  const slowest = Object.entries(parts).reduce((a, b) => (b[1].median < a[1].median ? b : a));
  const what = `${name}: to the disk, 64 KB`;
  return [
    {
      what,
      unit: 'MB/s',
      ours: spreadOf(rates.all),
      against: { what: `${slowest[0]}, the slowest part`, spread: slowest[1] },
      ratio: spreadOf(rates.all.map((own) => own / slowest[1].median)),
      gate: { least: 0.8 },
    },
    {
      what: `${what}: what ${cpus().length} cores allow for the parts together`,
      unit: 'MB/s',
      ours: spreadOf(limits),
    },
    ...Object.entries(parts).map(([part, spread]) => ({ what: `${what}: ${part}`, unit: 'MB/s', ours: spread })),
  ];
}
