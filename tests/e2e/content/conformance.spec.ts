import { expect, test } from './fixtures.ts';

test('a page with the hook cannot tell its sockets from native ones', async ({ bare, hooked, scripts, server }) => {
  const results = [];
  for (const page of [bare, hooked]) {
    await page.addScriptTag({ content: scripts.conformance });
    results.push(await page.evaluate((url) => globalThis.runConformance(url), server.ws));
  }
  expect(Object.keys(results[0] ?? {}).length).toBeGreaterThan(40);
  expect(results[1]).toEqual(results[0]);
});
