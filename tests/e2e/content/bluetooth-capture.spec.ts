import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { expect, recorded, test } from './bluetooth-page.ts';

const ofKind = <K extends TraceRecord['kind']>(records: readonly TraceRecord[], kind: K) =>
  records.filter((record): record is Extract<TraceRecord, { kind: K }> => record.kind === kind);

const wire = (records: readonly TraceRecord[]) =>
  ofKind(records, 'frame').map(({ op, channel, dir, payload }) => ({
    op,
    channel,
    dir,
    hex: Buffer.from(payload ?? []).toString('hex'),
  }));

test('a session with a ONE peripheral is recorded as the page had it, with states, latencies and its end', async ({
  near: { page },
}) => {
  expect(await page.evaluate(() => central.meetPeripheral())).toBe('LAMA_a1b2c3');
  await page.evaluate(() => central.speakLama('hello device'));
  await page.evaluate(() => central.discoverDevice());
  await page.evaluate(() => central.leavePeripheral());
  const truth = await page.evaluate(() => central.bluetoothTruth());
  await expect.poll(async () => ofKind(await recorded(page), 'close').length).toBe(1);
  const records = await recorded(page);
  expect(ofKind(records, 'lost')).toEqual([]);
  expect(wire(records)).toEqual(truth);
  expect(ofKind(records, 'open')).toMatchObject([
    { transport: 'bluetooth', url: 'bluetooth:LAMA_a1b2c3', label: 'LAMA_a1b2c3' },
  ]);
  for (const { ms, type } of ofKind(records, 'frame')) {
    expect(ms).toBeGreaterThanOrEqual(0);
    expect(type).toBe('binary');
  }
});
