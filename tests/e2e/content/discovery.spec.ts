import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { expect, inject, recorded, test } from './fixtures.ts';

const REQUEST = JSON.stringify({ command: 'communication_request', sourcePublicKey: 'aa', targetPublicKey: 'bb' });

/** Plugin and key records and encrypted frames in file order, without times. */
function story(records: readonly TraceRecord[]): string[] {
  return records.flatMap((record) => {
    if (record.kind === 'plugin') return [`${record.event} ${record.name}: ${record.order.join(' ')}`];
    if (record.kind === 'key')
      return [`key ${record.key.slice(0, 2)} ${record.sendCounter} ${record.receiveCounter} ${record.step}`];
    if (record.kind === 'frame') return [`${record.dir} ${record.type} ${record.size}`];
    return [];
  });
}

const CHAIN = [
  'add websocket: websocket',
  'add statistics: websocket statistics',
  'add promise: websocket statistics promise',
];
const AFTER_REQUEST = [
  'out binary 72',
  'in binary 72',
  'add encryption: websocket statistics encryption promise',
  'key 07 1 0 2',
  'out binary 20',
  'in binary 20',
  'remove promise: websocket statistics encryption',
  'out binary 30',
];

const SESSION = async ([url, request, how]: [string, string, 'attach' | 'find']): Promise<void> => {
  const socket = await kit.opened(new WebSocket(`${url}/echo`));
  const connection = new LibraryConnection(socket);
  if (how === 'attach') __ONE_TRACE__?.attach(connection);
  const exchange = async (data: string | Uint8Array<ArrayBuffer>): Promise<void> => {
    const answer = kit.echoed(socket, 1);
    connection.send(data);
    await answer;
  };
  await exchange(request);
  await exchange(new Uint8Array(72));
  connection.encrypt(7, 1);
  await exchange(new Uint8Array(20));
  connection.removePlugin('promise');
  connection.send(new Uint8Array(30));
  await kit.close(socket);
};

for (const order of [
  ['hook', 'pageApi', 'discovery'],
  ['discovery', 'pageApi', 'hook'],
  ['pageApi', 'hook', 'discovery'],
  ['discovery', 'hook', 'pageApi'],
] as const) {
  test(`Connections are found with chain and key, whatever order the scripts run in: ${order.join(', ')}`, async ({
    browserOfTheSystem,
    scripts,
    server,
  }) => {
    const page = await browserOfTheSystem.newPage();
    const library = scripts.library;
    await inject(page, [scripts.collector, ...order.map((name) => scripts[name]), scripts.kit, library]);
    await page.goto(server.http);
    const finds = () => page.evaluate(() => Function.prototype.toString.call(Array.prototype.find));
    const before = await page.evaluate(
      () =>
        Array.prototype.find === Object.getOwnPropertyDescriptor(Array.prototype, 'find')?.value &&
        Reflect.ownKeys(Array.prototype.find).length,
    );
    await page.evaluate(SESSION, [server.ws, REQUEST, 'find'] as [string, string, 'find']);
    await expect.poll(async () => (await recorded(page)).at(-1)?.kind).toBe('close');
    // The first lookup after the connection has shown itself is the one for the first answer, after its frame.
    expect(story(await recorded(page))).toEqual(['out text 81', 'in text 81', ...CHAIN, ...AFTER_REQUEST]);
    expect(await finds()).toBe('function find() { [native code] }');
    expect(before).toBe(2);
    await page.context().close();
  });
}

test('an attached Connection is recorded although its frames do not say that it is ONE', async ({
  browserOfTheSystem,
  scripts,
  server,
}) => {
  const page = await browserOfTheSystem.newPage();
  await inject(page, [scripts.collector, scripts.hook, scripts.pageApi, scripts.kit, scripts.library]);
  await page.goto(server.http);
  await page.evaluate(SESSION, [server.ws, 'an unknown dialect', 'attach'] as [string, string, 'attach']);
  await expect.poll(async () => (await recorded(page)).at(-1)?.kind).toBe('close');
  const records = await recorded(page);
  expect(story(records).slice(0, 5)).toEqual([...CHAIN, 'out text 18', 'in text 18']);
  expect(story(records)).toContain('key 07 1 0 2');
  expect(records.find(({ kind }) => kind === 'plugin')).toMatchObject({ connectionId: 1 });
  await page.context().close();
});

test('attach takes anything without throwing, and no getter of a look-alike is run', async ({ hooked, server }) => {
  const result = await hooked.evaluate(async (url) => {
    const ran: string[] = [];
    const socket = await kit.oneSocket(`${url}/echo`);
    const trap = (name: string) => ({ get: () => (ran.push(name), undefined), enumerable: true });
    const lookAlike = { plugins: [Object.defineProperty({ webSocket: socket }, 'name', trap('name'))] };
    const hostile = [
      undefined,
      null,
      5,
      'x',
      Symbol('x'),
      {},
      [],
      { plugins: 5 },
      lookAlike,
      Object.defineProperty({}, 'plugins', trap('plugins')),
      { plugins: [{ name: 'websocket', webSocket: {} }] },
      { plugins: [{ name: 'websocket', webSocket: document.body }] },
      new Proxy(
        {},
        {
          get() {
            throw new Error('get');
          },
          getOwnPropertyDescriptor() {
            throw new Error('own');
          },
          ownKeys() {
            throw new Error('keys');
          },
        },
      ),
      {
        plugins: [
          { name: 'websocket', webSocket: socket },
          ...Array.from({ length: 5000 }, () => ({ name: 'x'.repeat(1000) })),
        ],
      },
      {
        plugins: [
          { name: 'websocket', webSocket: socket },
          { name: 'encryption', sharedKey: new Uint8Array(31), localNonceCounter: 0, remoteNonceCounter: 1 },
        ],
      },
      {
        plugins: [
          { name: 'websocket', webSocket: socket },
          { name: 'encryption', sharedKey: new Uint8Array(32), localNonceCounter: 'x', remoteNonceCounter: -1 },
        ],
      },
    ];
    const attach = __ONE_TRACE__?.attach as (value: unknown) => boolean;
    const results = hostile.map((value) => attach(value));
    await kit.close(socket);
    return { ran, results };
  }, server.ws);
  expect(result.ran).toEqual([]);
  expect(result.results).toEqual([...Array.from({ length: 13 }, () => false), true, true, true]);
  await expect.poll(async () => (await recorded(hooked)).at(-1)?.kind).toBe('close');
  expect(story(await recorded(hooked)).filter((line) => line.startsWith('key'))).toEqual([]);
});

test('the global is not enumerable and cannot be replaced', async ({ hooked }) => {
  const seen = await hooked.evaluate(() => {
    'use strict';
    const before = __ONE_TRACE__;
    const attempts = [
      Reflect.set(globalThis, '__ONE_TRACE__', {}),
      Reflect.deleteProperty(globalThis, '__ONE_TRACE__'),
      Reflect.set(before as object, 'attach', () => true),
      Reflect.defineProperty(globalThis, '__ONE_TRACE__', { value: 1 }),
    ];
    return [
      ...attempts,
      before === __ONE_TRACE__,
      Object.keys(globalThis).includes('__ONE_TRACE__'),
      Reflect.ownKeys(before as object),
    ];
  });
  expect(seen).toEqual([false, false, false, false, true, false, ['attach']]);
});
