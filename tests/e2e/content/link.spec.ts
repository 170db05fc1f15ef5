import { bundle } from './bundle.ts';
import { expect, inject, test } from './fixtures.ts';

const ORDERS = [
  { what: 'the hook first, as Firefox may do', order: ['hook', 'relay'] },
  { what: 'the relay first', order: ['relay', 'hook'] },
] as const;

for (const { what, order } of ORDERS)
  test(`hook and relay find each other in a page that was open before: ${what}`, async ({ bare, scripts, server }) => {
    const code = { hook: scripts.hook, relay: await bundle('tests/e2e/content/in-page/hook-port.ts') };
    await bare.addScriptTag({ content: scripts.kit });
    for (const script of order) {
      await bare.addScriptTag({ content: code[script] });
      // Whatever the first script has posted is delivered before the second begins.
      await bare.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    }
    await bare.evaluate((url) => kit.oneSocket(`${url}/echo`), server.ws);
    await expect.poll(() => bare.evaluate(() => globalThis.heard)).toContain('page');
  });

test('the port goes to the relay alone, and a page that asks for one gets none', async ({
  browserOfTheSystem,
  scripts,
  server,
}) => {
  const page = await browserOfTheSystem.newPage();
  await inject(page, [await bundle('tests/e2e/content/in-page/hook-port.ts'), scripts.hook, scripts.kit]);
  const thief = `globalThis.ports = 0;
    addEventListener('message', ({ ports }) => { globalThis.ports += ports.length; }, true);
    for (const type of ['one-trace-hook-here', 'one-trace-relay-here']) dispatchEvent(new Event(type));`;
  await page.goto(`${server.http}/?html=${encodeURIComponent(`<script>${thief}</script>`)}`);
  await page.evaluate((url) => kit.oneSocket(`${url}/echo`), server.ws);
  await expect.poll(() => page.evaluate(() => globalThis.heard)).toContain('page');
  expect(await page.evaluate('globalThis.ports')).toBe(0);
  await page.context().close();
});
