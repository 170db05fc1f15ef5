import type { OneTraceStats } from '../../../src/content/one-trace.d.ts';
import { expect, frames, inject, recorded, test } from './fixtures.ts';

const MEMBERS = [
  'id',
  'internalId',
  'connectionId',
  'url',
  'state',
  'currentState',
  'startTime',
  'createdAt',
  'messagesReceived',
  'messagesSent',
  'messageCount',
  'bytesReceived',
  'bytesSent',
  'plugins',
];

test('a message is counted in the tick in which it is sent, and one received before the page hears of it', async ({
  counted,
  server,
}) => {
  const seen = await counted.evaluate(async (url) => {
    const read = (): OneTraceStats['connections'][number] | undefined =>
      globalThis.getConnectionInstrumentationStats?.().connections[0];
    const socket = new WebSocket(`${url}/echo`);
    const dialling = read()?.state;
    await kit.opened(socket);
    const open = read()?.currentState;
    socket.send(kit.register);
    socket.send('grüße 👋');
    const sent = read();
    const received = await new Promise((resolve) =>
      socket.addEventListener('message', () => resolve(read()?.messagesReceived), { once: true }),
    );
    socket.close(1000, 'Close called.');
    const closing = read()?.currentState;
    await kit.closed(socket);
    return { dialling, open, sent, received, closing, closed: read() };
  }, server.ws);
  expect(seen).toMatchObject({ dialling: 'CONNECTING', open: 'CONNECTED', received: 1, closing: 'CLOSING' });
  expect(seen.sent).toMatchObject({ messagesSent: 2, bytesSent: 101 + 12, currentState: 'AUTHENTICATING' });
  expect(Object.keys(seen.sent ?? {})).toEqual(MEMBERS);
  expect(seen.closed).toMatchObject({ state: 'CLOSED', currentState: 'CLOSED', url: `${server.ws}/echo` });
});

test('sizes are those of the wire: long text in UTF-8, also where a character lies on the edge of a step, bytes and Blobs', async ({
  counted,
  server,
}) => {
  const sizes = await counted.evaluate(async (url) => {
    const socket = await kit.oneSocket(`${url}/echo`);
    const read = (): number => globalThis.getConnectionInstrumentationStats?.().connections[0]?.bytesSent ?? 0;
    return ['x'.repeat(16_383) + '👋'.repeat(20_000), new Uint8Array(70_000).subarray(5), new Blob(['blob'])].map(
      (data) => {
        const before = read();
        socket.send(data);
        return read() - before;
      },
    );
  }, server.ws);
  expect(sizes).toEqual([16_383 + 80_000, 69_995, 4]);
});

test('connections that are not ONE are not counted, and lists are copies', async ({ counted, server }) => {
  const seen = await counted.evaluate(async (url) => {
    const foreign = await kit.opened(new WebSocket(`${url}/echo`));
    foreign.send('hello');
    await kit.oneSocket(`${url}/echo`);
    const read = () => globalThis.getConnectionInstrumentationStats?.();
    const first = read();
    (first?.connections as unknown[]).length = 0;
    return { total: read()?.totalConnections, listed: read()?.connections.length };
  }, server.ws);
  expect(seen).toEqual({ total: 1, listed: 1 });
});

test('a mark becomes a note of the recording, beside stats and report of the same object', async ({
  counted,
  server,
}) => {
  const answers = await counted.evaluate(async (url) => {
    await kit.oneSocket(`${url}/sink`);
    const api = globalThis.__ONE_TRACE__;
    const mark = api?.mark as (text: unknown) => boolean;
    return [
      mark('before the invite'),
      mark('x'.repeat(5000)),
      mark(''),
      mark({ toString: () => 'no' }),
      api?.stats?.().totalConnections,
      `${api?.report?.()}`.includes(`${url}/sink`),
      Reflect.ownKeys(api as object),
      Reflect.set(api as object, 'mark', 1),
    ];
  }, server.ws);
  expect(answers).toEqual([true, true, false, false, 1, true, ['attach', 'mark', 'stats', 'report'], false]);
  const notes = async (): Promise<string[]> =>
    (await recorded(counted)).flatMap((record) =>
      record.kind === 'note' && record.type === 'mark' ? [record.text] : [],
    );
  await expect.poll(async () => (await notes()).length).toBe(2);
  expect(await notes()).toEqual(['before the invite', 'x'.repeat(1000)]);
});

test('answers of the comm server are timed', async ({ counted, server }) => {
  const latency = await counted.evaluate(async (url) => {
    const socket = await kit.opened(new WebSocket(`${url}/echo`));
    const average = (): number => globalThis.getConnectionInstrumentationStats?.().global.averageLatency ?? -1;
    const before = average();
    const answered = kit.echoed(socket, 2);
    socket.send(kit.register);
    // The echo of this is the answer to the registration, as far as its name goes.
    socket.send(JSON.stringify({ command: 'authentication_request' }));
    await answered;
    return [before, average()];
  }, server.ws);
  expect(latency[0]).toBe(0);
  expect(latency[1]).toBeGreaterThan(0);
});

for (const order of [
  ['stats', 'pageApi', 'hook'],
  ['hook', 'stats', 'pageApi'],
] as const) {
  test(`the page API counts whatever order the scripts run in: ${order.join(', ')}`, async ({
    browserOfTheSystem,
    scripts,
    server,
  }) => {
    const page = await browserOfTheSystem.newPage();
    await inject(page, [scripts.collector, ...order.map((name) => scripts[name]), scripts.kit]);
    await page.goto(server.http);
    const seen = await page.evaluate(async (url) => {
      await kit.oneSocket(`${url}/sink`);
      const keys = Reflect.ownKeys(globalThis.__ONE_TRACE__ as object).sort();
      return [globalThis.__ONE_TRACE__?.stats?.().global.totalMessages, keys];
    }, server.ws);
    expect(seen).toEqual([1, ['attach', 'mark', 'report', 'stats']]);
    await page.context().close();
  });
}

test('a page may have functions of those names itself', async ({ browserOfTheSystem, scripts, server }) => {
  const page = await browserOfTheSystem.newPage();
  await inject(page, [scripts.collector, scripts.hook, scripts.pageApi, scripts.stats]);
  const html = '<script>function getConnectionInstrumentationStats() { return "mine"; }</script>';
  await page.goto(`${server.http}/?html=${encodeURIComponent(html)}`);
  expect(await page.evaluate(() => globalThis.getConnectionInstrumentationStats?.())).toBe('mine');
  expect(await page.evaluate(() => globalThis.__ONE_TRACE__?.stats?.().totalConnections)).toBe(0);
  await page.context().close();
});

test('counting goes on in a page that replaces every global, and calls nothing of it', async ({
  browserOfTheSystem,
  scripts,
  server,
}) => {
  const page = await browserOfTheSystem.newPage();
  const { collector, hook, pageApi, stats, kit: pageKit, hostile } = scripts;
  await inject(page, [collector, hook, pageApi, stats, pageKit, hostile]);
  const session = (url: string): void => {
    const { WebSocket: Socket, getConnectionInstrumentationStats: read } = globalThis;
    const { mark, report } = globalThis.__ONE_TRACE__ ?? {};
    const { apply } = Reflect;
    const { addEventListener } = EventTarget.prototype;
    const { send } = Socket.prototype;
    const text = kit.register;
    // No optional calls from here on: the test is compiled to calls of Function.prototype.call.
    if (read === undefined || mark === undefined || report === undefined) return;
    beHostile();
    const socket = new Socket(`${url}/echo`);
    apply(addEventListener, socket, ['open', () => apply(send, socket, [text])]);
    apply(addEventListener, socket, [
      'message',
      () => {
        const marked = mark('marked');
        const own = read();
        const one = own.connections[0];
        outcome.answer = `${marked} ${own.global.totalMessages} ${one?.currentState} ${one?.bytesReceived} ${typeof report()}`;
      },
    ]);
  };
  const script = `const outcome = { answer: '' }; (${session.toString()})(${JSON.stringify(server.ws)});`;
  await page.goto(`${server.http}/?html=${encodeURIComponent(`<script>${script}</script>`)}`, { waitUntil: 'commit' });
  const cdp = await page.context().newCDPSession(page);
  const read = async (expression: string): Promise<unknown> =>
    (await cdp.send('Runtime.evaluate', { expression })).result.value;
  await expect.poll(() => read('outcome.answer')).toBe('true 2 AUTHENTICATING 101 object');
  expect(await read('stolen.log')).toBe('');
  await page.context().close();
});

test('what is recorded is the same with and without the page API', async ({ hooked, counted, server }) => {
  const play = async (url: string): Promise<void> => {
    const socket = await kit.oneSocket(`${url}/echo`);
    const answers = kit.echoed(socket, 3);
    socket.send(new Uint8Array(3));
    socket.send('text');
    await answers;
    await kit.close(socket);
  };
  const told: string[][] = [];
  for (const page of [hooked, counted]) {
    await page.evaluate(play, server.ws);
    await expect.poll(async () => (await recorded(page)).at(-1)?.kind).toBe('close');
    told.push(frames(await recorded(page)));
  }
  expect(told[0]).toEqual(told[1]);
});

declare const outcome: { answer: string };
