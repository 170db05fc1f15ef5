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

test('the states of a connection, its ends and what was refused are told in order', async ({
  near: { page, device },
}) => {
  await page.evaluate(async () => {
    await central.meetPeripheral();
    await central.speakLama('x');
    await central.leavePeripheral();
  });
  await page.evaluate(() => central.meetPeripheral());
  await device.vanish();
  await page.evaluate(() => central.peripheralGone());
  await expect.poll(async () => ofKind(await recorded(page), 'close').length).toBe(2);
  const records = await recorded(page);
  const [first, second] = ofKind(records, 'open').map(({ conn }) => conn);
  const of = (conn: string | undefined) =>
    records.flatMap((record) => {
      if (!('conn' in record) || record.conn !== conn) return [];
      if (record.kind === 'state') return [`${record.state} ${record.detail ?? ''}`.trim()];
      if (record.kind === 'close') return [`close ${record.code} ${record.clean}`];
      return record.kind === 'call' ? [record.method] : record.kind === 'error' ? ['error'] : [];
    });
  const states = of(first);
  expect(states.slice(0, 2)).toEqual(['open', 'discovered service 4fafc201-1fb5-459e-8fcc-c5c9c331914b']);
  expect(states).toContain('notifying characteristic beb5483e-36e1-4688-b7f5-ea07361b26a8');
  expect(states.slice(-3)).toEqual([
    'unsubscribed characteristic beb5483e-36e1-4688-b7f5-ea07361b26a8',
    'disconnect',
    'close 1000 true',
  ]);
  expect(of(second)).toEqual(['open', 'close 1006 false']);
  expect(new Set(ofKind(records, 'open').map(({ peer }) => peer)).size).toBe(1);
});

test('an operation that fails leaves its frame and its error; what the device refuses is told by name', async ({
  near: { page },
}) => {
  await page.evaluate(() => central.meetPeripheral());
  const name = await page.evaluate(() => central.failToWrite());
  await page.evaluate(() => central.leavePeripheral());
  await expect.poll(async () => ofKind(await recorded(page), 'close').length).toBe(1);
  const records = await recorded(page);
  expect(wire(records)).toEqual(await page.evaluate(() => central.bluetoothTruth()));
  expect(ofKind(records, 'error').map(({ message }) => message)).toEqual([
    expect.stringMatching(new RegExp(`^writeValueWithResponse 0000ffe5-0000-1000-8000-00805f9b34fb: ${name}: `)),
  ]);
});

test('of a service of others only sizes are kept, and a device of others is counted and never named', async ({
  near: { page },
}) => {
  await page.evaluate(async () => {
    await central.meetHeartRate();
    await central.leavePeripheral();
    await central.meetPeripheral();
    await central.readHeartRate();
    await central.discoverDevice();
    await central.leavePeripheral();
  });
  await expect.poll(async () => ofKind(await recorded(page), 'close').length).toBe(1);
  const [others] = ofKind(await recorded(page), 'frame');
  expect(others).toMatchObject({ dir: 'in', size: 'private heart beat'.length, truncated: true });
  expect(others).not.toHaveProperty('channel');
  expect(others?.payload?.length ?? 0).toBe(0);
  const records = await recorded(page);
  expect(ofKind(records, 'open').length).toBe(1);
  expect(JSON.stringify(records)).not.toContain('2a37');
});

test('a value that no read asked for is a notification, also while a read is under way', async ({ near: { page } }) => {
  await page.evaluate(() => central.notifyByOthers());
  await expect.poll(async () => ofKind(await recorded(page), 'close').length).toBe(1);
  const ops = ofKind(await recorded(page), 'frame').map(({ op }) => op);
  expect(ops.slice(-3)).toEqual(['notify', 'notify', 'read']);
});

test('when the extension is gone, every native is back in its place', async ({ near: { page } }) => {
  const isPatched = () =>
    page.evaluate(() => {
      const name = 'BluetoothRemoteGATTCharacteristic';
      const { prototype } = (globalThis as unknown as Record<typeof name, { prototype: { readValue: unknown } }>)[name];
      return prototype.readValue !== globalThis.nativeRead;
    });
  expect(await isPatched()).toBe(true);
  await page.evaluate(async () => {
    collector.post({ type: 'detach' });
    await new Promise((resolve) => setTimeout(resolve));
  });
  expect(await isPatched()).toBe(false);
});
