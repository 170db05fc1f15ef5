import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { launchUnwatched } from '../chromium/unwatched.ts';
import { extensionDir } from '../extension-dir.ts';
import { readStore, recordsOf, type StoredRecording } from '../stored-recordings.ts';
import { OPENING } from './flood-server.ts';
import { startGiant, type Giant } from './giant-page.ts';
import { tell, type Outcome } from './outcomes.ts';
import { lostIn } from './recordings.ts';
import { expect, test } from './test.ts';

const GIB = 2 ** 30;
const TITLE =
  'the page sends and gets a message of 1 GiB: it has both, and the recording says how large they were and that they are cut';

async function expectSurvived(
  browser: Outcome['browser'],
  giant: Giant,
  stored: () => Promise<StoredRecording[]>,
): Promise<void> {
  expect(await giant.result).toEqual({ told: String(GIB), got: GIB, answer: 'still there' });
  // Opening, giant, its size, the wish for one, the giant, and a question and an answer.
  const exchanged = 7;
  let records: TraceRecord[] = [];
  const frames = () => records.flatMap((record) => (record.kind === 'frame' ? [record] : []));
  await expect
    .poll(async () => {
      records = (await stored()).flatMap(recordsOf);
      return frames().length + lostIn(records);
    })
    .toBe(exchanged);
  tell({ browser, sent: exchanged, recorded: frames().length, lost: lostIn(records) });
  expect(frames().map(({ size, truncated }) => [size, truncated === true])).toEqual([
    [OPENING.length, false],
    [GIB, true],
    [String(GIB).length, false],
    [`give ${GIB}`.length, false],
    [GIB, true],
    ['still there?'.length, false],
    ['still there'.length, false],
  ]);
}

/** As a person's browser: a debugger would be told each message as one text, which kills the page without the extension, too. */
test(TITLE, async () => {
  test.setTimeout(240_000);
  const giant = await startGiant(GIB);
  const chromium = await launchUnwatched(extensionDir('chrome'));
  await chromium.inExtension(`chrome.tabs.create({ url: ${JSON.stringify(giant.url)} }).then(() => 0)`);
  await expectSurvived('chromium', giant, () => chromium.inExtension<StoredRecording[]>(`(${String(readStore)})()`));
  await chromium.close();
  giant.close();
});

/** What drives Firefox is told nothing of messages. */
test(`Firefox: ${TITLE}`, async ({ firefox: { engine } }) => {
  test.setTimeout(240_000);
  const giant = await startGiant(GIB);
  await engine.goto(giant.url);
  await expectSurvived('firefox', giant, () => engine.stored());
  giant.close();
});
