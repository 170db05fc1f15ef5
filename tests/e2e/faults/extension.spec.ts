import { wireOfRecords } from './recordings.ts';
import type { Subject } from './subject.ts';
import { tell } from './outcomes.ts';
import { expect, test } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

const FAULTS: { what: string; tag: string; strike(subject: Subject): Promise<void> }[] = [
  { what: 'reloaded', tag: '@quick', strike: (subject) => subject.reloadExtension() },
  { what: 'updated', tag: '', strike: (subject) => subject.reloadExtension('0.1.1') },
  {
    what: 'disabled and enabled',
    tag: '',
    async strike(subject) {
      await subject.disableExtension();
      await subject.enableExtension();
    },
  },
];

for (const { what, tag, strike } of FAULTS)
  test(`the extension is ${what} in mid-capture: what was committed stays, the page goes on, the next page is whole ${tag}`, async ({
    subject,
    lab,
  }) => {
    const { engine } = subject;
    await engine.goto(lab.pageUrl);
    const first = await startTraffic(lab, engine.ask);
    const before = countOf(await first.truth());
    await expect.poll(async () => (await subject.disk())[0]?.row.frames ?? 0).toBeGreaterThanOrEqual(before);
    const busy = first.exchange(2000);
    await strike(subject);
    await busy;
    const truth = await first.truth();
    const [old] = await subject.disk();
    const kept = wireOfRecords(old?.records ?? []);
    expect(countOf(kept)).toBeGreaterThanOrEqual(before);
    expect(kept).toEqual(truth.map((frames, at) => frames.slice(0, kept[at]?.length)));

    await engine.goto(lab.pageUrl);
    const second = await startTraffic(lab, engine.ask);
    await second.exchange(200);
    await engine.ask('close');
    const wanted = await second.truth();
    const after = async () => {
      const wire = (await subject.disk()).flatMap(({ records }) => wireOfRecords(records));
      return wire.slice(truth.length);
    };
    await expect.poll(async () => countOf(await after())).toBe(countOf(wanted));
    // What is told is the next page: of the first one the extension was away for a part, and nobody was there to count.
    tell({ browser: 'chromium', sent: countOf(wanted), recorded: countOf(await after()), lost: 0 });
    expect(await after()).toEqual(wanted);
  });
