import { shortTiming } from '../../lab/peer/timing.ts';
import { wireOfStored, type StoredRecording } from '../stored-recordings.ts';
import { test, expect } from '../test.ts';
import { totals, wireOfTruth } from '../trace-file.ts';

/** The recording that holds exactly these frames. */
const matching = (recordings: StoredRecording[], wanted: object): StoredRecording[] =>
  recordings.filter((each) => JSON.stringify(wireOfStored(each)) === JSON.stringify(wanted));

test('two tabs that record at once never mix, and closing one leaves the other whole', async ({
  panel,
  engine,
  lab,
}) => {
  void panel;
  const other = await engine.openTab(lab.pageUrl);
  const bob = await lab.nodePeer('bob');
  const options = { timing: shortTiming, redials: false };
  await engine.ask('start', lab.commUrl, { name: 'alice', ...options });
  await other.ask('start', lab.commUrl, { name: 'carol', ...options });
  await Promise.all([engine.ask('pair', bob.createInvitation().url), other.ask('pair', bob.createInvitation().url)]);
  for (let turn = 0; turn < 4; turn += 1) {
    await Promise.all([engine.ask('chat', `from alice ${turn}`), other.ask('chat', `from carol ${turn}`)]);
    await Promise.all([bob.chat.waitFor(`from alice ${turn}`), bob.chat.waitFor(`from carol ${turn}`)]);
  }
  await other.ask('close');
  const carols = wireOfTruth(await other.ask('truth'));
  await expect.poll(async () => matching(await engine.stored(), carols).length).toBe(1);
  await other.close();
  await engine.ask('chat', 'alone now');
  await bob.chat.waitFor('alone now');
  await engine.ask('close');
  const alices = wireOfTruth(await engine.ask('truth'));

  await expect
    .poll(async () => (await engine.stored()).map((each) => totals(wireOfStored(each))))
    .toEqual(expect.arrayContaining([totals(alices), totals(carols)]));
  const both = (stored: Awaited<ReturnType<typeof engine.stored>>) =>
    [alices, carols].map((frames) => matching(stored, frames)[0]);
  await expect.poll(async () => both(await engine.stored()).map((each) => each?.ended === null)).toEqual([true, false]);
  const stored = await engine.stored();
  const [one, two] = both(stored);
  expect(one?.tab).not.toBe(two?.tab);
  expect(stored.filter(({ origin }) => origin === new URL(lab.pageUrl).origin)).toHaveLength(2);
});
