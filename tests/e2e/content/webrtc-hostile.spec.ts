import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { expect, frames, inject, recordedFrom, test } from './fixtures.ts';

declare const outcome: { answers: number; error: string };

/** The two have met before the page turns hostile; then a second channel is made with natives that were kept. */
const SESSION = async (): Promise<void> => {
  const near = new RTCPeerConnection();
  const first = near.createDataChannel('first');
  const open = kit.happens(first, 'open');
  const far = await kit.meet(near);
  await open;
  const { apply } = Reflect;
  const { addEventListener } = EventTarget.prototype;
  const { createDataChannel } = RTCPeerConnection.prototype;
  const { send, close } = RTCDataChannel.prototype;
  const Bytes = Uint8Array;
  const { request } = kit;
  far.ondatachannel = ({ channel }) =>
    void apply(addEventListener, channel, ['message', () => void apply(send, channel, ['echo'])]);
  beHostile();
  const second = apply<RTCPeerConnection, [string], RTCDataChannel>(createDataChannel, near, ['second']);
  const on = (type: string, listener: () => void): void => void apply(addEventListener, second, [type, listener]);
  on('open', () => {
    apply(send, second, [request]);
    apply(send, second, [new Bytes(5)]);
    apply(send, second, ['end']);
  });
  on('message', () => {
    outcome.answers += 1;
    if (outcome.answers === 3) setTimer(() => apply(close, second, []), 200);
  });
};

declare const setTimer: (run: () => void, ms: number) => void;

test('channels of a page that replaces every global are recorded with their states, and nothing of it is called', async ({
  browserOfTheSystem,
  scripts,
  server,
}) => {
  const page = await browserOfTheSystem.newPage();
  await inject(page, [scripts.collector, scripts.hook, scripts.pageApi, scripts.kit, scripts.hostile]);
  const script = `const setTimer = setTimeout, outcome = { answers: 0, error: '' };
    (${SESSION.toString()})().catch((error) => { outcome.error = error.message; });`;
  await page.goto(`${server.http}/?html=${encodeURIComponent(`<script>${script}</script>`)}`, { waitUntil: 'commit' });
  const cdp = await page.context().newCDPSession(page);
  const read = async (expression: string): Promise<unknown> =>
    (await cdp.send('Runtime.evaluate', { expression })).result.value;
  await expect.poll(() => read('outcome.error + outcome.answers')).toBe('3');
  const records: TraceRecord[] = [];
  await expect
    .poll(async () => {
      const pages: string[] = [];
      for (let at = 0; at < Number(await read('collector.pages.length')); at += 1)
        pages.push((await read(`collector.pages[${at}]`)) as string);
      records.splice(0, records.length, ...recordedFrom(pages));
      return records.map(({ kind }) => kind);
    })
    .toContain('close');
  const kinds = records.map((record) => (record.kind === 'state' ? record.state : record.kind));
  for (const kind of ['dtls-connected', 'peer-connected', 'open']) expect(kinds).toContain(kind);
  // To ask for statistics would call the page's `then` on Object.prototype.
  expect(kinds).not.toContain('sample');
  expect(records.filter(({ kind }) => kind === 'lost')).toEqual([]);
  expect(frames(records).map((line) => line.split(' ').slice(1, 5).join(' '))).toEqual(
    expect.arrayContaining(['1 out binary 5:', '2 out text 3:']),
  );
  expect(await read('stolen.log')).toBe('');
  await page.context().close();
});
