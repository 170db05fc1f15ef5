import type { Page } from 'playwright';
import { WORDLESS } from '../../../src/core/trace/wordless.ts';
import type { Lab } from '../../lab/server.ts';
import { chromiumLabTab } from '../lab-tab.ts';
import type { ChromiumSubject } from './chromium-subject.ts';
import { mirrored } from './mirror.ts';
import { lostIn, notesIn, wireOfRecords } from './recordings.ts';
import { tell } from './outcomes.ts';
import { expect, test } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

const ENDS: { what: string; leave(page: Page, lab: Lab): Promise<unknown> }[] = [
  { what: 'is reloaded', leave: (page) => page.reload() },
  {
    what: 'gives way to another site',
    // Another origin of the same server: its renderer is another process.
    leave: (page, lab) => page.goto(lab.pageUrl.replace('127.0.0.1', 'localhost')),
  },
];

/** The page in the midst of a long exchange, of which some is on disk. `busy` ends when the page does. */
async function inExchange(subject: ChromiumSubject, lab: Lab) {
  const { engine } = subject;
  await engine.goto(lab.pageUrl);
  const first = await startTraffic(lab, engine.ask);
  const before = countOf(await first.truth());
  const busy = first.exchange(100_000).catch(() => undefined);
  await expect.poll(async () => (await subject.disk())[0]?.row.frames ?? 0).toBeGreaterThan(before + 500);
  return { engine, first, busy };
}

for (const { what, leave } of ENDS)
  test(`the page ${what} in mid-exchange: what it said last is there or counted, and the next page is whole @quick`, async ({
    subject,
    lab,
  }) => {
    const { engine, first, busy } = await inExchange(subject as ChromiumSubject, lab);
    await leave(engine.page, lab);
    await busy;

    await engine.goto(lab.pageUrl);
    const second = await startTraffic(lab, engine.ask);
    await second.exchange(100);
    await engine.ask('close');
    const wanted = await second.truth();
    const after = async () => wireOfRecords((await subject.disk())[0]?.records ?? []).slice(-wanted.length);
    await expect.poll(async () => countOf(await after())).toBe(countOf(wanted));
    expect(await after()).toEqual(wanted);
    expect(notesIn((await subject.disk())[0]?.records ?? [])).not.toContain(WORDLESS);
    const records = (await subject.disk())[0]?.records ?? [];
    const sides = mirrored(wireOfRecords(records).slice(0, -wanted.length), first.peer.truth());
    expect(sides.length).toBe(2);
    tell({
      browser: 'chromium',
      sent: sides.reduce((sum, { told }) => sum + told.in.length, 0),
      recorded: sides.reduce((sum, { traced }) => sum + traced.out.length, 0),
      lost: lostIn(records),
    });
    for (const { same, traced, told } of sides) {
      expect(same).toBe(true);
      // Recorded before it is sent: whatever reached the peer is in the trace.
      expect(traced.out.length + lostIn(records)).toBeGreaterThanOrEqual(told.in.length);
    }
  });

test('the page crashes in mid-exchange: what is on disk is the beginning of what it said, the recording and the panel say how it ended, and a new page is whole @quick', async ({
  subject,
  lab,
}) => {
  const { engine, first, busy } = await inExchange(subject as ChromiumSubject, lab);
  const panel = await engine.openPanel();
  const crashed = engine.page.waitForEvent('crash');
  await engine.page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await busy;
  await expect.poll(async () => notesIn((await subject.disk())[0]?.records ?? [])).toContain(WORDLESS);
  await expect.poll(() => panel.everythingShown()).toContain('page gone without a word');

  const page = await engine.page.context().newPage();
  await page.goto(lab.pageUrl);
  const ask = chromiumLabTab(page);
  const second = await startTraffic(lab, ask);
  await ask('close');
  const wanted = await second.truth();
  const recordings = async () => (await subject.disk()).map(({ records }) => wireOfRecords(records));
  await expect.poll(async () => (await recordings())[1]).toEqual(wanted);
  const [old] = await subject.disk();
  const sides = mirrored(wireOfRecords(old?.records ?? []), first.peer.truth());
  tell({
    browser: 'chromium',
    sent: sides.reduce((sum, { told }) => sum + told.in.length, 0),
    recorded: sides.reduce((sum, { traced }) => sum + traced.out.length, 0),
    lost: lostIn(old?.records ?? []),
  });
  expect(sides.map(({ same }) => same)).toEqual([true, true]);
});
