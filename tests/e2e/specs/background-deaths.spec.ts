import { rootHash } from '../../lab/chum/store.ts';
import { dieAtRandom } from '../deaths.ts';
import { tell } from '../faults/outcomes.ts';
import { receivedFile } from '../received-file.ts';
import { playSession } from '../session.ts';
import { startExchange } from '../steady-exchange.ts';
import { test, expect } from '../test.ts';
import { readTraceFile, totals, wireOfTrace, wireOfTruth } from '../trace-file.ts';
import type { Truth } from '../../lab/truth/truth.ts';

/** Firefox needs longer to start an event page, so its exchange is shorter and dies less often. */
const USUAL = { chromium: { frames: 20_000, deaths: 10 }, firefox: { frames: 6_000, deaths: 4 } };
const ALL = { chromium: { frames: 40_000, deaths: 100 }, firefox: { frames: 40_000, deaths: 100 } };
const SIZES = process.env['ONE_TRACE_FAULTS'] === 'all' ? ALL : USUAL;

test('the trace is complete although the background dies again and again', async ({
  panel,
  engine,
  engineName,
  lab,
}) => {
  test.setTimeout(SIZES === ALL ? 600_000 : 180_000);
  const { frames, deaths } = SIZES[engineName];
  const { peer } = await playSession(lab, engine.ask);
  const hash = peer.store.roots.map(rootHash).at(-1) ?? '';

  const exchange = await startExchange(engine, frames / 20, hash);
  await dieAtRandom(lab.server, deaths, frames, () => engine.killBackground());
  await exchange.stop();
  await engine.ask('close');
  const truth = wireOfTruth(JSON.parse(await engine.ask('truthJson')) as Truth);

  const wanted = totals(truth);
  await expect
    .poll(() => panel.capturedFrames(), { timeout: 60_000 })
    .toBe(wanted.reduce((sum, { frames }) => sum + frames, 0));
  const lines = await readTraceFile(await receivedFile(engine.downloads, () => panel.exportRecording({ keys: false })));
  expect(lines.filter(({ kind }) => kind === 'lost')).toEqual([]);
  const traced = wireOfTrace(lines);
  tell({ browser: engineName, sent: truth.flat().length, recorded: traced.flat().length, lost: 0 });
  expect(totals(traced)).toEqual(wanted);
  expect(traced).toEqual(truth);
});
