import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { expect, frames, inject, recordedFrom, test } from './fixtures.ts';

declare const outcome: { answers: number };

/** Plays a session with natives that were kept from before; nothing but the hook could call what has been replaced. */
const SESSION = (url: string): void => {
  const { WebSocket: Socket } = globalThis;
  const { apply } = Reflect;
  const { addEventListener } = EventTarget.prototype;
  const send = Socket.prototype.send;
  const close = Socket.prototype.close;
  const Bytes = Uint8Array;
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get as () => unknown;
  const { register } = kit;
  const { error } = console;
  const blob = new Blob(['blob']);
  beHostile();
  apply(error, console, ['told', { toString: () => 'never' }, new Error('known')]);
  const socket = new Socket(`${url}/echo`);
  const on = (type: string, listener: (event: Event) => void): void =>
    void apply(addEventListener, socket, [type, listener]);
  let count = 0;
  on('open', () => {
    apply(send, socket, [register]);
    apply(send, socket, [new Bytes(5)]);
    apply(send, socket, [blob]);
    apply(send, socket, ['end']);
  });
  on('message', (event) => {
    const value: unknown = apply(data, event, []);
    count += 1;
    if (value === 'end') apply(close, socket, [1000, 'Close called.']);
  });
  on('close', () => {
    outcome.answers = count;
  });
};

test('a page that replaces every global and throws from getters is recorded all the same, and nothing of it is called', async ({
  browserOfTheSystem,
  scripts,
  server,
}) => {
  const page = await browserOfTheSystem.newPage();
  await inject(page, [scripts.collector, scripts.hook, scripts.pageApi, scripts.errors, scripts.kit, scripts.hostile]);
  await page.goto(server.http);
  const script = `const outcome = { answers: 0, error: '' };
    try { (${SESSION.toString()})(${JSON.stringify(server.ws)}); } catch (error) { outcome.error = error.message; }`;
  await page.goto(`${server.http}/?html=${encodeURIComponent(`<script>${script}</script>`)}`, { waitUntil: 'commit' });
  const cdp = await page.context().newCDPSession(page);
  const read = async (expression: string): Promise<unknown> =>
    (await cdp.send('Runtime.evaluate', { expression })).result.value;
  // The page has been committed, its script may not have begun: then there is no outcome yet.
  await expect.poll(() => read('typeof outcome')).toBe('object');
  expect(await read('outcome.error')).toBe('');
  await expect.poll(() => read('outcome.answers')).toBe(4);
  const records: TraceRecord[] = [];
  await expect
    .poll(async () => {
      const pages: string[] = [];
      for (let at = 0; at < Number(await read('collector.pages.length')); at += 1)
        pages.push((await read(`collector.pages[${at}]`)) as string);
      records.splice(0, records.length, ...recordedFrom(pages));
      return records.at(-1)?.kind;
    })
    .toBe('close');
  expect(frames(records).map((line) => line.split(' ').slice(1, 5).join(' '))).toEqual(
    expect.arrayContaining([
      '0 out text 101:',
      '1 out binary 5:',
      '2 out binary 4:',
      '3 out text 3:',
      '4 in text 101:',
    ]),
  );
  expect(await read('stolen.log')).toBe('');
  await page.context().close();
});
