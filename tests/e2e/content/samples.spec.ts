import type { Page } from '@playwright/test';
import type { Json } from '../../../src/core/trace/records.ts';
import { expect, recorded, test } from './fixtures.ts';

async function samples(page: Page, what: string): Promise<Record<string, Json>[]> {
  const records = await recorded(page);
  return records.flatMap((record) =>
    record.kind === 'sample' && record.what === what ? [record.values as Record<string, Json>] : [],
  );
}

test('what waits in a socket is told until it has left', async ({ hooked, server }) => {
  await hooked.evaluate(async (url) => {
    const socket = await kit.oneSocket(url);
    const megabyte = new Uint8Array(1_048_576);
    for (let at = 0; at < 40; at += 1) socket.send(megabyte);
  }, `${server.ws}/slow`);
  await expect
    .poll(async () => (await samples(hooked, 'buffered')).at(-1), { timeout: 20_000 })
    .toEqual({ bufferedAmount: 0 });
  const amounts = (await samples(hooked, 'buffered')).map(({ bufferedAmount }) => Number(bufferedAmount));
  expect(amounts[0]).toBeGreaterThan(1_000_000);
});

test('memory and long tasks of the page are told while a recorded connection is open', async ({ hooked, server }) => {
  await hooked.evaluate(async (url) => {
    await kit.oneSocket(url);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const until = performance.now() + 120;
    while (performance.now() < until);
  }, `${server.ws}/sink`);
  await expect.poll(async () => (await samples(hooked, 'long-tasks')).length, { timeout: 20_000 }).toBe(1);
  const [tasks] = await samples(hooked, 'long-tasks');
  const [memory] = await samples(hooked, 'memory');
  expect(tasks?.['count']).toBeGreaterThanOrEqual(1);
  expect(tasks?.['ms']).toBeGreaterThanOrEqual(100);
  expect(memory?.['usedJSHeapSize']).toBeGreaterThan(100_000);
});

test('a dial that the browser refuses is among the recent errors', async ({ counted }) => {
  const errors = await counted.evaluate(() => {
    try {
      new WebSocket('ftp://x/');
    } catch {
      // the page's affair
    }
    return globalThis
      .getConnectionInstrumentationStats?.()
      .recentErrors.map(({ type, error, severity }) => [type, error, severity]);
  });
  expect(errors).toEqual([['connection', expect.stringMatching(/^new WebSocket: SyntaxError/), 'error']]);
});

test('a page says from when its times count, and how far the wall clock is from that', async ({ hooked, server }) => {
  const origin = await hooked.evaluate(async (url) => {
    await kit.oneSocket(`${url}/echo`);
    return performance.timeOrigin;
  }, server.ws);
  await expect.poll(async () => (await recorded(hooked)).length).toBeGreaterThan(0);
  const [page] = await recorded(hooked);
  expect(page).toMatchObject({ kind: 'page', timeOrigin: origin });
  expect(Math.abs(page?.kind === 'page' ? (page.clockOffset ?? Infinity) : Infinity)).toBeLessThan(60_000);
});
