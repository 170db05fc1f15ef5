import { expect, recorded, test, type NearDevice } from './bluetooth-page.ts';
import { bundle } from './bundle.ts';
import type { Attack } from './in-page/bluetooth-hostile.ts';

const FLOODS = 300;

async function attack({ page }: NearDevice): Promise<Attack> {
  await page.addScriptTag({ content: await bundle('tests/e2e/content/in-page/bluetooth-hostile.ts') });
  // A device is given to whoever just pressed something.
  await page.mouse.click(5, 5);
  return page.evaluate((floods) => globalThis.attackBluetooth(floods), FLOODS);
}

let native: Attack | undefined;

test.describe.serial('a page that spoils Web Bluetooth, forges values and events, and floods its device', () => {
  test('has its way without the hook', async ({ nearBare }) => {
    native = await attack(nearBare);
    expect(native.values.length).toBe(FLOODS + 2);
  });

  test('sees the same with the hook, and what it did is recorded or counted, nothing that it forged', async ({
    near,
  }) => {
    const seen = await attack(near);
    expect(seen).toEqual(native);
    await expect.poll(async () => (await recorded(near.page)).some(({ kind }) => kind === 'close')).toBe(true);
    const records = await recorded(near.page);
    const frames = records.flatMap((record) => (record.kind === 'frame' ? [record] : []));
    const lost = records.reduce((sum, record) => sum + (record.kind === 'lost' ? record.count : 0), 0);
    expect(frames.length + lost).toBe(seen.values.length);
    const known = new Set(seen.values);
    expect(frames.filter(({ payload }) => !known.has(Buffer.from(payload ?? []).toString('hex')))).toEqual([]);
    expect(frames.map(({ op }) => op)).not.toContain('notify');
  });
});
