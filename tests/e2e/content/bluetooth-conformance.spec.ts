import { bundle } from './bundle.ts';
import { expect, test, type NearDevice } from './bluetooth-page.ts';

async function run({ page, device }: NearDevice): Promise<Record<string, unknown>> {
  await page.exposeFunction('vanish', () => device.vanish());
  await page.addScriptTag({ content: await bundle('tests/e2e/content/in-page/conformance-bluetooth.ts') });
  return page.evaluate(() => globalThis.runBluetoothConformance());
}

let native: Record<string, unknown> | undefined;

test.describe.serial('a page with the hook cannot tell its Bluetooth devices from native ones', () => {
  test('as the browser has them', async ({ nearBare }) => {
    native = await run(nearBare);
    expect(Object.values(native).filter((result) => String(result).startsWith('threw'))).toEqual([]);
    expect(Object.keys(native).length).toBeGreaterThan(15);
  });

  test('as the page has them with the hook', async ({ near }) => {
    expect(await run(near)).toEqual(native);
  });
});
