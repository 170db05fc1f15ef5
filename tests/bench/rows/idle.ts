import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BenchBrowser } from '../browser/browser.ts';
import { install } from '../browser/in-page.ts';
import { withPair } from '../browser/pair.ts';
import { cpuMs } from '../browser/processes.ts';
import type { BenchRow, Reading } from '../row.ts';
import { spreadOf } from '../spread.ts';

const ROUNDS = 9;
const INSTALLS = 25;
const BUILD = 'dist/chrome-test';

/** A page without ONE traffic in a browser with the extension: what it weighs, what it costs at the start, what it costs later. */
export const idle: BenchRow = {
  name: 'idle',
  measure: ({ root, scale }) =>
    withPair('Chromium', root, async ({ ours, base }) => {
      const { main, isolated } = pageScripts(root);
      const all = [...main, ...isolated];
      const times: number[] = [];
      for (let round = 0; round < INSTALLS; round += 1)
        times.push(
          await base.inPage(
            install,
            main.map(({ source }) => source),
          ),
        );
      const seconds = Math.max(1, 3 * scale);
      const cost: Record<'ours' | 'base', number[]> = { ours: [], base: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        cost.base.push(await idleCpu(base, seconds));
        cost.ours.push(await idleCpu(ours, seconds));
      }
      const bare = spreadOf(cost.base);
      return [
        // The gate names hook and relay; what else a page gets has to be parsed there just as well.
        weight(
          `all scripts of a page (${all.map(({ name }) => name).join(', ')}), minified`,
          sum(all.map(({ source }) => source.length)),
          { most: 20 },
        ),
        weight('all scripts of a page, minified and compressed', sum(all.map(({ source }) => zipped(source)))),
        {
          what: 'all scripts of the page world: parse + install',
          unit: 'ms',
          ours: spreadOf(times),
          gate: { most: 2 },
        },
        {
          what: `page idle for ${seconds} s: its process runs`,
          unit: 'ms',
          ours: spreadOf(cost.ours),
          against: { what: 'without', spread: bare },
          // No measurable cost: within what the bare page itself varies by. A quarter of its rounds, so that one odd round does not widen it.
          gate: { most: upperQuartile(cost.base) },
        },
      ];
    }),
};

interface Script {
  name: string;
  source: string;
}

/** What the built manifest puts into every page. */
function pageScripts(root: string): { main: Script[]; isolated: Script[] } {
  const manifest = JSON.parse(readFileSync(join(root, BUILD, 'manifest.json'), 'utf8')) as {
    content_scripts: { js: string[]; world?: string }[];
  };
  const scripts = (isMain: boolean): Script[] =>
    manifest.content_scripts
      .filter(({ world }) => (world === 'MAIN') === isMain)
      .flatMap(({ js }) => js)
      .map((file) => ({
        name: file.replace(/^.*\/|\.iife\.js$/g, ''),
        source: readFileSync(join(root, BUILD, file), 'utf8'),
      }));
  return { main: scripts(true), isolated: scripts(false) };
}

const upperQuartile = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor((figures.length - 1) * 0.75)] ?? NaN;

const zipped = (source: string): number => gzipSync(source).length;
const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

const weight = (what: string, bytes: number, gate?: Reading['gate']): Reading => ({
  what,
  unit: 'kB',
  ours: spreadOf([bytes / 1000]),
  ...(gate ? { gate } : {}),
});

/** CPU of the page's processes, all threads, while nothing happens. */
async function idleCpu(browser: BenchBrowser, seconds: number): Promise<number> {
  const processes = await browser.pageProcesses();
  const now = (): number => sum(processes.map(cpuMs));
  const before = now();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return now() - before;
}
