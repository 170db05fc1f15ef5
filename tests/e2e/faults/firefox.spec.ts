import { WORDLESS } from '../../../src/core/trace/wordless.ts';
import { startExchange } from '../steady-exchange.ts';
import { countTruth } from './count-truth.ts';
import type { FirefoxSubject } from './firefox-subject.ts';
import { mirrored } from './mirror.ts';
import { tell } from './outcomes.ts';
import { lostIn, notesIn, wireOfRecords } from './recordings.ts';
import { expect, test } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

declare const gBrowser: { selectedBrowser: { frameLoader: { remoteTab: { osPid: number } } } };

/** What happens to the page or to the extension in the midst of an exchange. After a crash the tab is of no use any more. */
const STRIKES: {
  what: string;
  ends: boolean;
  isWordless?: boolean;
  strike(subject: FirefoxSubject, url: string): Promise<unknown>;
}[] = [
  { what: 'the page is reloaded', ends: true, strike: ({ engine }, url) => engine.goto(url) },
  {
    what: 'the page gives way to another site',
    ends: true,
    strike: ({ engine }, url) => engine.goto(url.replace('127.0.0.1', 'localhost')),
  },
  { what: 'the extension is reloaded', ends: false, strike: (subject) => subject.reloadExtension() },
  { what: 'the extension is updated', ends: false, strike: (subject) => subject.reloadExtension('0.1.1') },
  {
    what: 'the extension is disabled and enabled',
    ends: false,
    strike: async (subject) => {
      await subject.disableExtension();
      await subject.enableExtension();
    },
  },
  {
    what: 'the content process is killed',
    ends: false,
    isWordless: true,
    strike: async ({ engine: { firefox } }) => {
      const pid = await firefox.inChrome(() => gBrowser.selectedBrowser.frameLoader.remoteTab.osPid);
      process.kill(pid, 'SIGKILL');
    },
  },
];

for (const { what, ends, isWordless = false, strike } of STRIKES)
  test(`Firefox: ${what} in mid-exchange: ${ends ? 'what it said is there or counted' : 'what is on disk is the beginning of what it said'}, and the next page is whole`, async ({
    firefox: subject,
    lab,
  }) => {
    const { engine, disk } = subject;
    await engine.goto(lab.pageUrl);
    const first = await startTraffic(lab, engine.ask);
    const before = countOf(await first.truth());
    await expect.poll(async () => (await disk())[0]?.row.frames ?? 0).toBeGreaterThanOrEqual(before);
    // Not waited for: the page goes in the midst of it.
    await startExchange(engine, 1000, first.hash);
    await expect.poll(() => countTruth(first.peer.truth())).toBeGreaterThan(before + 200);
    await strike(subject, lab.pageUrl);

    const tab = await engine.openTab(lab.pageUrl);
    const second = await startTraffic(lab, tab.ask);
    await second.exchange(100);
    await tab.ask('close');
    const wanted = await second.truth();
    const whole = async () => (await disk()).map(({ records }) => wireOfRecords(records));
    await expect.poll(async () => (await whole()).at(-1)).toEqual(wanted);
    const [old] = await disk();
    const sides = mirrored(wireOfRecords(old?.records ?? []), first.peer.truth());
    tell({
      browser: 'firefox',
      sent: sides.reduce((sum, { told }) => sum + told.in.length, 0),
      recorded: sides.reduce((sum, { traced }) => sum + traced.out.length, 0),
      lost: lostIn(old?.records ?? []),
    });
    expect(sides.map(({ same }) => same)).toEqual([true, true]);
    expect(notesIn(old?.records ?? []).includes(WORDLESS)).toBe(isWordless);
    if (!ends) return;
    for (const { traced, told } of sides)
      expect(traced.out.length + lostIn(old?.records ?? [])).toBeGreaterThanOrEqual(told.in.length);
  });
