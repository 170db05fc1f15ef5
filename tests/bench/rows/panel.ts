import { networkPanelOver, type NetworkFigures } from '../browser/network-panel.ts';
import { heapsOf } from '../browser/heaps.ts';
import { withPanel } from '../browser/with-panel.ts';
import { filterFor, openRecording, scrollThrough } from '../browser/in-panel.ts';
import { grouped, importInto } from '../import-into.ts';
import { withRecordingFile } from '../recording-file.ts';
import type { BenchContext, BenchRow, Gate, Reading } from '../row.ts';
import { exponentOf, spreadOf } from '../spread.ts';

interface Gates {
  open?: Gate;
  filter?: Gate;
  scroll?: Gate;
  heap?: Gate;
}

const ROUNDS = 5;
/** Up to so many, Chromium's own panel is measured beside. */
const NETWORK_FRAMES = 10_000;
/** The panel waits so long for the next key (src/devtools/state/filter/filter.ts): a part of each figure, but not of its growth. */
const PAUSE_MS = 30;

const SIZES: readonly [frames: number, gates: Gates][] = [
  [10_000, {}],
  [100_000, { open: { most: 1000 }, filter: { most: 100 }, scroll: { most: 50 }, heap: { most: 120 } }],
  [1_000_000, { open: { most: 3000 }, filter: { most: 400 } }],
];

/** The built panel over a stored recording of 200 B frames. */
export const panel: BenchRow = {
  name: 'panel',
  async measure(context) {
    const readings: Reading[] = [];
    const all: { size: number; figures: Figures }[] = [];
    for (const [frames, gates] of SIZES) {
      const size = frames * context.scale;
      const figures = await panelOver(size, frames <= NETWORK_FRAMES, context);
      all.push({ size, figures });
      readings.push(...rowsOf(size, figures, gates));
    }
    const growth = (what: string, cost: (figures: Figures) => number): Reading => ({
      what: `panel, ${what}: exponent of its growth`,
      unit: '',
      ours: spreadOf([exponentOf(all.map(({ size, figures }) => ({ size, cost: cost(figures) })))]),
      gate: { most: 1.1 },
    });
    return [
      ...readings,
      growth('all read', ({ whole }) => whole),
      growth('filter key', ({ filters }) => spreadOf(filters).median - PAUSE_MS),
      growth('text filter key', ({ texts }) => spreadOf(texts).median - PAUSE_MS),
      growth('heap', ({ heaps }) => heaps.page + heaps.workers),
    ];
  },
};

interface Figures {
  first: number;
  whole: number;
  filters: number[];
  texts: number[];
  longest: number;
  heaps: { page: number; workers: number };
  network: NetworkFigures | undefined;
}

function rowsOf(frames: number, figures: Figures, gates: Gates): Reading[] {
  const { first, whole, filters, texts, longest, heaps, network } = figures;
  const beside = (figure: number | undefined): Pick<Reading, 'against'> =>
    figure === undefined ? {} : { against: { what: 'Network › Messages, from a HAR', spread: spreadOf([figure]) } };
  const row = (what: string, unit: string, taken: number[], gate?: Gate): Reading => ({
    what: `panel, ${frames} frames: ${what}`,
    unit,
    ours: spreadOf(taken),
    ...(gate ? { gate } : {}),
  });
  return [
    { ...row('first screen', 'ms', [first], gates.open), ...beside(network?.first) },
    row('all read', 'ms', [whole]),
    row('filter key, by name', 'ms', filters, gates.filter),
    { ...row('filter key, by text', 'ms', texts, gates.filter), ...beside(network?.filter) },
    row('longest task while scrolling', 'ms', [longest], gates.scroll),
    row('heap of page and worker, arrays included', 'MB', [heaps.page + heaps.workers], gates.heap),
    row('heap of the page alone', 'MB', [heaps.page]),
  ];
}

const panelOver = (frames: number, isBeside: boolean, { root, say }: BenchContext): Promise<Figures> =>
  withRecordingFile({ frames, size: 200 }, (path) =>
    withPanel(root, async (page, chromium) => {
      const imported = await importInto(page, path, frames);
      say(`  ${frames} frames: imported in ${(imported / 1000).toFixed(1)} s`);
      await page.reload();
      await page.getByRole('tab', { name: 'Recordings' }).click();
      await page.locator('.recordings-list [role=option]').first().waitFor();
      const { first, whole } = await page.evaluate(openRecording, '.recordings-list [role=option]');
      const all = `${grouped(frames)} of ${grouped(frames)} messages`;
      const half = `: ${grouped(frames / 2)} of`;
      await page.getByText(all).waitFor();
      const filters: number[] = [];
      const texts: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const [text, into] of [['name:chum.request', filters] as const, ['itemscope', texts] as const]) {
          into.push(await page.evaluate(filterFor, { text, expected: half }));
          await page.evaluate(filterFor, { text: '', expected: all });
        }
      }
      const longest = await page.evaluate(scrollThrough, 200);
      const heaps = await heapsOf(chromium.endpoint, page.url());
      const network = isBeside ? await networkPanelOver(chromium, { frames, size: 200 }) : undefined;
      return { first, whole, filters, texts, longest, heaps, network };
    }),
  );
