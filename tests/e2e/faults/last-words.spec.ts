import type { FrameRecord } from '../../../src/core/trace/records.ts';
import type { ChromiumSubject } from './chromium-subject.ts';
import { flood, OPENING, startSink } from './flood-server.ts';
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
      const records = async () => (await subject.disk())[0]?.records ?? [];
      const frames = async () =>
        (await records()).filter(
          (record): record is FrameRecord => record.kind === 'frame' && record.type === 'binary',
        );
      const sent = sink.numbers.length;
      await expect
        .poll(async () => (await frames()).length + lostIn(await records()), { timeout: 90_000 })
        .toBeGreaterThanOrEqual(sent);
      const kept = await frames();
      tell({ browser: 'chromium', sent, recorded: kept.length, lost: lostIn(await records()) });
      const numbers = kept.map(({ payload }) => Buffer.from(payload ?? []).readUInt32LE(0));
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    });
