import type { Page } from '@playwright/test';
import type { CallRecord } from '../../../src/core/trace/records.ts';
import { expect, inject, recorded, test } from './fixtures.ts';

const calls = async (page: Page): Promise<CallRecord[]> =>
  (await recorded(page)).filter((record) => record.kind === 'call');

test.beforeEach(async ({ hooked, scripts }) => {
  await hooked.addScriptTag({ content: scripts.library });
});

test('calls on an attached Connection are told with kinds and sizes, never with contents', async ({
  hooked,
  server,
}) => {
  await hooked.evaluate(async (url) => {
    const socket = await kit.oneSocket(`${url}/sink`);
    const connection = new LibraryConnection(socket);
    __ONE_TRACE__?.attach(connection);
    connection.send('a secret text');
    connection.send(new Uint8Array(40));
    connection.addPlugin({ name: 'keepalive' }, 'statistics');
    connection.removePlugin('keepalive');
    await kit.close(socket);
  }, server.ws);
  await expect.poll(async () => (await recorded(hooked)).at(-1)?.kind).toBe('close');
  const told = (await calls(hooked)).filter(({ extra }) => extra?.['of'] === 'Connection');
  expect(told.map(({ method, args }) => `${method} ${JSON.stringify(args)}`)).toEqual([
    'send ["string 13"]',
    'send ["bytes 40"]',
    'addPlugin ["keepalive","statistics"]',
    'removePlugin ["keepalive"]',
  ]);
  for (const { extra } of told) expect(extra?.['ms']).toBeGreaterThanOrEqual(0);
  expect(JSON.stringify(told)).not.toContain('secret');
});

test('what a Connection does, returns and throws stays its own, and others of its class are not told', async ({
  hooked,
  server,
}) => {
  const seen = await hooked.evaluate(async (url) => {
    class Odd extends LibraryConnection {
      override send(): never {
        throw new RangeError('mine');
      }
    }
    const before = String(Object.getOwnPropertyDescriptor(LibraryConnection.prototype, 'removePlugin')?.value);
    const odd = new Odd(await kit.oneSocket(`${url}/sink`));
    const attached = __ONE_TRACE__?.attach(odd);
    const after = String(Object.getOwnPropertyDescriptor(LibraryConnection.prototype, 'removePlugin')?.value);
    let error: unknown;
    try {
      odd.send();
    } catch (thrown) {
      error = thrown;
    }
    const other = new LibraryConnection(await kit.oneSocket(`${url}/sink`));
    other.send('not told');
    return { attached, same: before === after, error: String(error), plugins: odd.plugin('promise')?.name };
  }, server.ws);
  expect(seen).toEqual({ attached: true, same: true, error: 'RangeError: mine', plugins: 'promise' });
  await expect.poll(async () => (await calls(hooked)).map(({ method }) => method)).toEqual(['send']);
});

test('figures that plugins keep are told with the traffic, and only the figures', async ({ hooked, server }) => {
  await hooked.evaluate(async (url) => {
    const connection = new LibraryConnection(await kit.oneSocket(`${url}/sink`));
    __ONE_TRACE__?.attach(connection);
    connection.encrypt(7, 1);
    connection.send(new Uint8Array(20));
  }, server.ws);
  const counters = async () =>
    (await recorded(hooked)).flatMap((record) =>
      record.kind === 'sample' && record.what === 'plugin-counters' ? [record.values] : [],
    );
  await expect.poll(counters).toEqual([{ statistics: { bytesSent: 0 } }]);
});

test('where the extension leaves, the methods are the own ones again', async ({
  browserOfTheSystem,
  scripts,
  server,
}) => {
  const page = await browserOfTheSystem.newPage();
  await inject(page, [scripts.collector, scripts.hook, scripts.pageApi, scripts.kit, scripts.library]);
  await page.goto(server.http);
  const isOwn = await page.evaluate(async (url) => {
    const current = (): unknown => Object.getOwnPropertyDescriptor(LibraryConnection.prototype, 'send')?.value;
    const own = current();
    __ONE_TRACE__?.attach(new LibraryConnection(await kit.oneSocket(`${url}/sink`)));
    const during = current() === own;
    collector.post({ type: 'detach' });
    await new Promise((resolve) => setTimeout(resolve, 0));
    return [during, current() === own];
  }, server.ws);
  expect(isOwn).toEqual([false, true]);
  await page.context().close();
});
