import { bundle } from './bundle.ts';
import { expect, test } from './fixtures.ts';

test('a page with the hook cannot tell its data channels from native ones', async ({ bare, hooked }) => {
  const script = await bundle('tests/e2e/content/in-page/conformance-webrtc.ts');
  const results = [];
  for (const page of [bare, hooked]) {
    await page.addScriptTag({ content: script });
    results.push(await page.evaluate(() => globalThis.runWebrtcConformance()));
  }
  const [native, ours] = results;
  expect(Object.values(native ?? {}).filter((result) => String(result).startsWith('threw'))).toEqual([]);
  expect(Object.keys(native ?? {}).length).toBeGreaterThan(27);
  expect(ours).toEqual(native);
});
