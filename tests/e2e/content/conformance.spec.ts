import { expect, test } from './fixtures.ts';

test('a page with the hook, also where errors of its console are recorded, cannot tell its natives from those of the browser', async ({
  bare,
  hooked,
  complaining,
  scripts,
  server,
}) => {
  const results = [];
  for (const page of [bare, hooked, complaining]) {
    await page.addScriptTag({ content: scripts.conformance });
    results.push(await page.evaluate((url) => globalThis.runConformance(url), server.ws));
  }
  expect(Object.entries(results[0] ?? {}).filter(([, result]) => String(result).startsWith('threw'))).toEqual([]);
  expect(Object.keys(results[0] ?? {}).length).toBeGreaterThan(60);
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});
