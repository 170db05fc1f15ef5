import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { expect, frames, inject, recorded, test } from './fixtures.ts';

const kinds = (records: readonly TraceRecord[]): string[] => records.map(({ kind }) => kind);
const ofKind = <K extends TraceRecord['kind']>(records: readonly TraceRecord[], kind: K) =>
  records.filter((record): record is Extract<TraceRecord, { kind: K }> => record.kind === kind);

test('a ONE connection is recorded from its construction to its close', async ({ hooked, server }) => {
  await hooked.evaluate(async (url) => {
    const socket = await kit.oneSocket(`${url}/echo?token=secret#x`.replace('#x', ''));
    socket.binaryType = 'arraybuffer';
    const answers = kit.echoed(socket, 3);
    socket.send(new Uint8Array([1, 2, 3, 4]).subarray(1, 3));
    socket.send('grüße 👋');
    await answers;
    await kit.close(socket);
  }, server.ws);
  await expect.poll(async () => kinds(await recorded(hooked))).toContain('close');
  const records = await recorded(hooked);
  const [open] = ofKind(records, 'open');
  expect(open).toMatchObject({ transport: 'websocket', url: `${server.ws}/echo?token=` });
  expect(open?.page).toBe(ofKind(records, 'page')[0]?.page);
  expect(frames(records).map((line) => line.slice(line.indexOf(' ') + 1))).toEqual([
    expect.stringMatching(/^0 out text 101: \{"command":"register"/),
    '1 out binary 2: 2 3',
    '2 out text 12: grüße 👋',
    expect.stringMatching(/^3 in text 101: /),
    '4 in binary 2: 2 3',
    '5 in text 12: grüße 👋',
  ]);
  expect(ofKind(records, 'call')).toMatchObject([{ method: 'close', code: 1000, reason: 'Close called.' }]);
  expect(ofKind(records, 'close')).toMatchObject([{ code: 1000, reason: 'Close called.', clean: true }]);
  const times = records.filter(({ kind }) => kind !== 'note').map(({ t }) => t);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test('frames of a socket that is not ONE are counted, never kept', async ({ hooked, server }) => {
  await hooked.evaluate(async (url) => {
    const socket = await kit.opened(new WebSocket(`${url}/echo`));
    const answers = kit.echoed(socket, 2);
    socket.send('hello');
    socket.send(new Uint8Array(1000));
    await answers;
    await kit.close(socket);
    await kit.close(await kit.oneSocket(`${url}/sink`));
  }, server.ws);
  await expect.poll(() => hooked.evaluate(() => collector.status.at(-1))).toMatchObject({ otherSockets: 1 });
  const records = await recorded(hooked);
  expect(ofKind(records, 'open').map(({ url }) => url)).toEqual([`${server.ws}/sink`]);
  expect(JSON.stringify(frames(records))).not.toContain('hello');
  expect(JSON.stringify(await hooked.evaluate(() => collector.status.at(-1)))).toMatch(/"otherBytes":\d{4}/);
});

test('a dial that fails before its first frame is shown with its reason', async ({ hooked, server }) => {
  await hooked.evaluate((url) => kit.closed(new WebSocket(`${url}/refuse`)), server.ws);
  await expect.poll(async () => kinds(await recorded(hooked))).toContain('close');
  const records = await recorded(hooked);
  expect(ofKind(records, 'error')).toMatchObject([{ message: 'could not connect' }]);
  expect(ofKind(records, 'close')).toMatchObject([{ code: 1006, clean: false }]);
});

test('an exception of the constructor is recorded without the secrets of the address', async ({ hooked }) => {
  await hooked.evaluate(() => {
    try {
      new WebSocket('http://user:pass@x y/?token=hushhush#invitation');
    } catch {
      // the page's affair
    }
  });
  await expect.poll(async () => kinds(await recorded(hooked))).toContain('error');
  const [error] = ofKind(await recorded(hooked), 'error');
  expect(error?.message).toMatch(/^new WebSocket: SyntaxError: /);
  expect(error?.message).not.toMatch(/pass|hushhush|invitation/);
});

test('a refusal by the content security policy is recorded', async ({ browserOfTheSystem, scripts, server }) => {
  const page = await browserOfTheSystem.newPage();
  await inject(page, [scripts.collector, scripts.hook, scripts.kit]);
  await page.goto(`${server.http}/?csp=${encodeURIComponent("connect-src 'none'")}`);
  await page.evaluate((url) => {
    try {
      new WebSocket(`${url}/echo?token=hushhush`);
    } catch {
      // some engines throw, some fail later
    }
  }, server.ws);
  await expect
    .poll(async () => ofKind(await recorded(page), 'error').map(({ message }) => message))
    .toContainEqual(expect.stringContaining('Content Security Policy (connect-src) refuses ws://'));
  expect(JSON.stringify(await recorded(page))).not.toContain('hushhush');
  await page.context().close();
});

test('bytes of Blobs keep their place among the other frames', async ({ hooked, server }) => {
  await hooked.evaluate(async (url) => {
    const socket = await kit.oneSocket(`${url}/echo`);
    const answers = kit.echoed(socket, 5);
    socket.send(new Blob([new Uint8Array([1, 1])]));
    const reused = new Uint8Array([2, 2]);
    socket.send(reused);
    reused.fill(99);
    socket.send('three');
    socket.send(new Blob([new Uint8Array([4, 4])]));
    await answers;
    await kit.close(socket);
  }, server.ws);
  await expect.poll(async () => kinds(await recorded(hooked))).toContain('close');
  const records = await recorded(hooked);
  const lines = frames(records).map((line) => line.slice(line.indexOf(' ') + 1));
  expect(lines.map((line) => Number(line.split(' ')[0]))).toEqual(lines.map((_, at) => at));
  expect(lines.filter((line) => line.includes(' out ')).slice(1)).toEqual([
    '1 out binary 2: 1 1',
    '2 out binary 2: 2 2',
    '3 out text 5: three',
    '4 out binary 2: 4 4',
  ]);
  expect(lines.filter((line) => line.includes(' in binary')).map((line) => line.split(': ')[1])).toEqual([
    '1 1',
    '2 2',
    '4 4',
  ]);
  expect(kinds(records).at(-1)).toBe('close');
});

test('a socket that was there before the hook is picked up at its next send', async ({ bare, scripts, server }) => {
  await bare.evaluate(`${scripts.collector};${scripts.kit}`);
  await bare.evaluate(async (url) => {
    const early = await kit.oneSocket(`${url}/echo`);
    await kit.echoed(early, 1);
    Object.assign(globalThis, { early });
  }, server.ws);
  await bare.evaluate(scripts.hook);
  await bare.evaluate(async () => {
    const { early } = globalThis as unknown as { early: WebSocket };
    const answers = kit.echoed(early, 1);
    early.send('{"command":"pong"}');
    await answers;
    await kit.close(early);
  });
  await expect.poll(async () => kinds(await recorded(bare))).toContain('close');
  const records = await recorded(bare);
  expect(ofKind(records, 'open')).toMatchObject([{ late: true, url: `${server.ws}/echo` }]);
  expect(ofKind(records, 'state')).toMatchObject([{ state: 'open' }]);
  expect(frames(records).map((line) => line.split(': ')[1])).toEqual(['{"command":"pong"}', '{"command":"pong"}']);
});

test('a frame above the limit keeps its size and its beginning', async ({ hooked, server }) => {
  await hooked.evaluate(async (url) => {
    const socket = await kit.oneSocket(`${url}/sink`);
    socket.send(new Uint8Array(17_000_000).fill(5));
    socket.send('ü'.repeat(8_500_000));
    await kit.close(socket);
  }, server.ws);
  await expect.poll(async () => kinds(await recorded(hooked)), { timeout: 30_000 }).toContain('close');
  const [, binary, text] = ofKind(await recorded(hooked), 'frame');
  expect(binary).toMatchObject({ size: 17_000_000, truncated: true });
  expect(binary?.payload?.length).toBe(16_777_216);
  expect(text).toMatchObject({ size: 17_000_000, truncated: true });
  expect(text?.payload?.length).toBe(16_777_216);
});

test('what explains failures is noted: navigation, network, visibility; the page goes last', async ({
  hooked,
  server,
}) => {
  await hooked.evaluate(async (url) => {
    Object.assign(globalThis, { socket: await kit.oneSocket(`${url}/sink`) });
    history.pushState({}, '', '/two?token=hushhush#invitation');
  }, server.ws);
  await hooked.context().setOffline(true);
  await expect.poll(async () => ofKind(await recorded(hooked), 'note').map(({ text }) => text)).toContain('offline');
  const notes = ofKind(await recorded(hooked), 'note');
  expect(notes).toContainEqual(expect.objectContaining({ type: 'navigation', text: `push ${server.http}/two?token=` }));
  expect(JSON.stringify(notes)).not.toMatch(/hushhush|invitation/);
});

test('capture can be switched off and on, and begins anew with what is open', async ({ hooked, server }) => {
  await hooked.evaluate(async (url) => {
    const socket = await kit.oneSocket(`${url}/echo`);
    await kit.echoed(socket, 1);
    Object.assign(globalThis, { socket });
  }, server.ws);
  const send = (text: string): Promise<void> =>
    hooked.evaluate(async (data) => {
      const { socket } = globalThis as unknown as { socket: WebSocket };
      const answers = kit.echoed(socket, 1);
      socket.send(data);
      await answers;
    }, text);
  const command = (on: boolean): Promise<void> =>
    hooked.evaluate(async (value) => {
      collector.post({ type: 'capture', on: value });
      await new Promise((resolve) => setTimeout(resolve));
    }, on);
  await command(false);
  await send('unseen');
  await command(true);
  await send('seen');
  await expect.poll(async () => frames(await recorded(hooked)).filter((line) => line.endsWith(' seen')).length).toBe(2);
  const records = await recorded(hooked);
  expect(frames(records).join()).not.toContain('unseen');
  expect(ofKind(records, 'lost')).toMatchObject([{ count: 2, why: 'capture was switched off' }]);
  expect(ofKind(records, 'open')).toMatchObject([{}, { late: true }]);
  expect(ofKind(records, 'page')).toHaveLength(2);
});

test('when the extension is gone, every native is back in its place', async ({
  browserOfTheSystem,
  scripts,
  server,
}) => {
  const page = await browserOfTheSystem.newPage();
  const natives = `Object.defineProperty(globalThis, 'natives', { value: [WebSocket, WebSocket.prototype.send, WebSocket.prototype.close, WebSocket.prototype.constructor, Function.prototype.toString, Array.prototype.find] })`;
  await inject(page, [natives, scripts.collector, scripts.hook, scripts.pageApi, scripts.discovery, scripts.kit]);
  await page.goto(server.http);
  const same = () =>
    page.evaluate(() => {
      const { natives: before } = globalThis as unknown as { natives: unknown[] };
      const now = [
        WebSocket,
        WebSocket.prototype.send,
        WebSocket.prototype.close,
        WebSocket.prototype.constructor,
        Function.prototype.toString,
        Array.prototype.find,
      ];
      return now.map((native, at) => native === before[at]);
    });
  expect(await same()).toEqual([false, false, false, false, false, true]);
  await page.evaluate(async (url) => {
    Object.assign(globalThis, { socket: await kit.oneSocket(`${url}/echo`), Kept: WebSocket });
  }, server.ws);
  expect(await same()).toEqual([false, false, false, false, false, false]);
  await page.evaluate(async () => {
    collector.post({ type: 'detach' });
    await new Promise((resolve) => setTimeout(resolve));
  });
  expect(await same()).toEqual([true, true, true, true, true, true]);
  const echoes = await page.evaluate(async (url) => {
    const { Kept, socket } = globalThis as unknown as { Kept: typeof WebSocket; socket: WebSocket };
    const other = await kit.opened(new Kept(`${url}/echo`));
    const both = Promise.all([kit.echoed(socket, 1), kit.echoed(other, 1)]);
    socket.send('x');
    other.send('y');
    await both;
    return other instanceof Kept;
  }, server.ws);
  expect(echoes).toBe(true);
  await page.context().close();
});
