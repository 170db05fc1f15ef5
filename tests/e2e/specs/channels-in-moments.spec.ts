import { shortTiming } from '../../lab/peer/timing.ts';
import type { Engine } from '../engine.ts';
import type { LabTab } from '../lab-tab.ts';
import { recordsOf, wireOfStored } from '../stored-recordings.ts';
import { test, expect } from '../test.ts';
import { wireOfTruth, type WireFrame } from '../trace-file.ts';

/** Two peers of a page pair over data channels and part; what the lab knows of it. */
async function paired(ask: LabTab): Promise<WireFrame[][]> {
  await ask('pairDirectly', shortTiming);
  await ask('endDirectly', 'channels');
  return wireOfTruth(await ask('directTruth'));
}

const stored = async (engine: Engine): Promise<WireFrame[][][]> => (await engine.stored()).map(wireOfStored);

test('data channels of pages that follow each other in a tab are in its recording, one after the other', async ({
  engine,
  lab,
}) => {
  await engine.goto(lab.pageUrl);
  const before = await paired(engine.ask);
  await engine.whileReloading(() => engine.ask('reload'));
  const after = await paired(engine.ask);
  await expect.poll(() => stored(engine)).toEqual([[...before, ...after]]);
});

test('a data channel that is open when its page is reloaded ends in the recording with its page', async ({
  engine,
  lab,
}) => {
  await engine.goto(lab.pageUrl);
  await engine.ask('pairDirectly', shortTiming);
  await engine.whileReloading(() => engine.ask('reload'));
  const after = await paired(engine.ask);
  const isLast = async () => (await stored(engine)).flat().slice(-after.length);
  await expect.poll(isLast).toEqual(after);
  const everything = async () => (await engine.stored()).flatMap(recordsOf);
  await expect
    .poll(async () => (await everything()).flatMap((record) => (record.kind === 'note' ? [record.text] : [])))
    .toContain('page gone');
  const records = await everything();
  const left = records.findIndex(({ kind }, at) => kind === 'page' && at > 0);
  const opened = records.slice(0, left).filter(({ kind }) => kind === 'open').length;
  expect(opened).toBeGreaterThan(after.length - 1);
});

test('data channels of two tabs at once never mix', async ({ engine, lab }) => {
  await engine.goto(lab.pageUrl);
  const other = await engine.openTab(lab.pageUrl);
  const [one, two] = await Promise.all([paired(engine.ask), paired(other.ask)]);
  const wanted = [one, two].map((frames) => JSON.stringify(frames)).sort();
  await expect.poll(async () => (await stored(engine)).map((frames) => JSON.stringify(frames)).sort()).toEqual(wanted);
});
