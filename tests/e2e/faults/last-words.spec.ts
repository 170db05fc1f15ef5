import type { FrameRecord } from '../../../src/core/trace/records.ts';
import type { ChromiumSubject } from './chromium-subject.ts';
import { flood, OPENING, startSink } from './flood-server.ts';
import { frameCounts } from './frame-counts.ts';
import { lostIn } from './recordings.ts';
import { tell } from './outcomes.ts';
import { expect, test } from './test.ts';

const WAYS = [
  { where: 'to itself', to: (url: string) => url },
  // Another origin of the same server: its renderer is another process.
  { where: 'to another process', to: (url: string) => url.replace('127.0.0.1', 'localhost') },
];

for (const { where, to } of WAYS)
  for (const kib of [64, 1])
    test(`the page goes ${where} in a flood of ${kib} KiB frames: each that it sent is recorded or counted`, async ({
      subject,
      lab,
    }) => {
      const { engine } = subject as ChromiumSubject;
      const sink = await startSink();
      await engine.goto(lab.pageUrl);
      await engine.page.evaluate(flood, { url: sink.url, opening: OPENING, bytes: kib * 1024 });
      await expect.poll(() => sink.numbers.length).toBeGreaterThan(200);
      await engine.page.goto(to(lab.pageUrl));
      await sink.gone;
      await sink.close();
      const sent = sink.numbers.length;
      const page = await subject.extensionPage();
      // Counted, and read once: while a test reads sixty megabytes, the extension does nothing else. The opening is a frame as well.
      await expect
        .poll(async () => (await page.run(frameCounts))[0] ?? 0, { timeout: 90_000 })
        .toBeGreaterThanOrEqual(sent + 1);
      const records = (await subject.disk())[0]?.records ?? [];
      const kept = records.filter(
        (record): record is FrameRecord => record.kind === 'frame' && record.type === 'binary',
      );
      tell({ browser: 'chromium', sent, recorded: kept.length, lost: lostIn(records) });
      expect(kept.length + lostIn(records)).toBeGreaterThanOrEqual(sent);
      const numbers = kept.map(({ payload }) => Buffer.from(payload ?? []).readUInt32LE(0));
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    });
