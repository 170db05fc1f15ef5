import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { expect, frames, recorded, test } from './fixtures.ts';

const ofKind = <K extends TraceRecord['kind']>(records: readonly TraceRecord[], kind: K) =>
  records.filter((record): record is Extract<TraceRecord, { kind: K }> => record.kind === kind);

const lines = (records: readonly TraceRecord[], conn: string): string[] =>
  frames(records)
    .filter((line) => line.startsWith(`${conn} `))
    .map((line) => line.slice(line.indexOf(' ') + 1));

test('both ends of a data channel are recorded from creation to close, with every kind of message in order', async ({
  hooked,
}) => {
  await hooked.evaluate(async () => {
    const near = new RTCPeerConnection();
    const channel = near.createDataChannel('one?token=hushhush', { ordered: true, protocol: 'one' });
    channel.binaryType = 'arraybuffer';
    const open = kit.happens(channel, 'open');
    await kit.meet(near);
    await open;
    const answers = kit.echoed(channel, 5);
    channel.send(kit.request);
    channel.send(new Uint8Array([1, 2, 3, 4]).subarray(1, 3));
    const reused = new Uint8Array([5, 5]);
    channel.send(reused.buffer);
    reused.fill(9);
    channel.send('grüße 👋');
    channel.send(new DataView(new ArrayBuffer(2)));
    await answers;
    const gone = kit.happens(channel, 'close');
    channel.close();
    await gone;
  });
  await expect.poll(async () => ofKind(await recorded(hooked), 'close').length).toBe(2);
  const records = await recorded(hooked);
  const opens = ofKind(records, 'open');
  expect(opens).toMatchObject([
    { transport: 'webrtc', url: 'webrtc:one?token=', label: 'one?token=', protocols: ['one'] },
    { transport: 'webrtc', url: 'webrtc:one?token=', label: 'one?token=', protocols: ['one'] },
  ]);
  expect(new Set(opens.map(({ peer }) => peer)).size).toBe(2);
  const [near, far] = opens.map(({ conn }) => conn) as [string, string];
  const sent = [
    expect.stringMatching(/^text \d+: \{"command":"communication_request"/),
    'binary 2: 2 3',
    'binary 2: 5 5',
    'text 12: grüße 👋',
    'binary 2: 0 0',
  ];
  const of = (conn: string, dir: 'in' | 'out') =>
    lines(records, conn).flatMap((line) => (line.split(' ')[1] === dir ? [line.replace(/^\d+ \w+ /, '')] : []));
  for (const conn of [near, far]) for (const dir of ['in', 'out'] as const) expect(of(conn, dir)).toEqual(sent);
  const call = ofKind(records, 'call');
  expect(call).toMatchObject([{ conn: near, method: 'close' }]);
  expect(ofKind(records, 'close').map(({ code, reason, clean }) => [code, reason, clean])).toEqual([
    [1000, '', true],
    [1000, '', true],
  ]);
  expect(JSON.stringify(records)).not.toContain('hushhush');
});

test('the layers below a channel are told as states, in order, without an address', async ({ hooked }) => {
  await hooked.evaluate(async () => {
    const near = new RTCPeerConnection();
    const channel = near.createDataChannel('one', { ordered: false, maxRetransmits: 3 });
    const open = kit.happens(channel, 'open');
    await kit.meet(near);
    await open;
    channel.send(kit.request);
    Object.assign(globalThis, { near, channel });
  });
  const states = async () => {
    const records = await recorded(hooked);
    const conn = ofKind(records, 'open')[0]?.conn;
    return ofKind(records, 'state').filter((record) => record.conn === conn);
  };
  await expect.poll(async () => (await states()).map(({ state }) => state)).toContain('candidate-pair');
  const seen = await states();
  const names = seen.map(({ state }) => state);
  expect(names[0]).toBe('connecting');
  expect(seen[0]?.detail).toBe('created, unordered, at most 3 retransmissions');
  for (const name of [
    'signaling-have-local-offer',
    'signaling-stable',
    'ice-checking',
    'ice-connected',
    'dtls-connected',
    'peer-connected',
  ])
    expect(names).toContain(name);
  expect(names.indexOf('ice-checking')).toBeLessThan(names.indexOf('ice-connected'));
  expect(names.indexOf('ice-connected')).toBeLessThan(names.indexOf('open'));
  expect(seen.find(({ state }) => state === 'open')?.detail).toMatch(/^id \d+, unordered, at most 3 retransmissions$/);
  expect(seen.find(({ state }) => state === 'candidate-pair')?.detail).toMatch(/^\w+ to \w+ over (udp|tcp)$/);
  await expect.poll(async () => ofKind(await recorded(hooked), 'sample').length).toBeGreaterThan(0);
  const [sample] = ofKind(await recorded(hooked), 'sample');
  expect(sample).toMatchObject({ what: 'rtc-stats', values: { local: 'host', bytesSent: expect.any(Number) } });
  const text = JSON.stringify(await recorded(hooked));
  for (const secret of [/\.local\b/, /ufrag/i, /fingerprint/i, /candidate:/, /192\.168|10\.\d+\.\d+\.\d+/])
    expect(text).not.toMatch(secret);
});

test('a closed peer connection ends its channels: at once here, as a peer that went there', async ({ hooked }) => {
  await hooked.evaluate(async () => {
    const near = new RTCPeerConnection();
    const channel = near.createDataChannel('one');
    const open = kit.happens(channel, 'open');
    await kit.meet(near);
    await open;
    const answer = kit.echoed(channel, 1);
    channel.send(kit.request);
    await answer;
    near.close();
  });
  await expect.poll(async () => ofKind(await recorded(hooked), 'close').length).toBe(2);
  const records = await recorded(hooked);
  const [near, far] = ofKind(records, 'open').map(({ conn }) => conn);
  expect(ofKind(records, 'call')).toMatchObject([{ conn: near, method: 'close', args: ['RTCPeerConnection'] }]);
  expect(ofKind(records, 'close')).toMatchObject([
    { conn: near, code: 1000, clean: true },
    { conn: far, code: 1001, clean: false },
  ]);
  expect(ofKind(records, 'error')).toMatchObject([{ conn: far, message: expect.stringMatching(/^sctp-failure: /) }]);
});

test('channels of others are counted, never kept, and a send too early is recorded with its exception', async ({
  hooked,
}) => {
  await hooked.evaluate(async () => {
    const near = new RTCPeerConnection();
    const channel = near.createDataChannel('other');
    const early = near.createDataChannel('early');
    try {
      early.send('too early');
    } catch {
      // the page's affair
    }
    const open = kit.happens(channel, 'open');
    await kit.meet(near);
    await open;
    const answer = kit.echoed(channel, 1);
    channel.send('private words');
    await answer;
    near.close();
  });
  await expect
    .poll(async () => ofKind(await recorded(hooked), 'error').map(({ message }) => message))
    .toContainEqual(expect.stringMatching(/^send: InvalidStateError: /));
  const records = await recorded(hooked);
  expect(ofKind(records, 'open').map(({ label }) => label)).not.toContain('other');
  expect(JSON.stringify(records) + frames(records).join()).not.toContain('private words');
});

test('when the extension is gone, every native is back in its place', async ({ hooked }) => {
  const same = () =>
    hooked.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const text = String((frame.contentWindow as Window & typeof globalThis).RTCPeerConnection);
      frame.remove();
      return [
        String(RTCPeerConnection) === text,
        RTCPeerConnection.prototype.constructor === RTCPeerConnection,
        (globalThis as { webkitRTCPeerConnection?: unknown }).webkitRTCPeerConnection === RTCPeerConnection,
      ];
    });
  await hooked.evaluate(() => Object.assign(globalThis, { Kept: RTCPeerConnection }));
  expect(await same()).toEqual([true, true, true]);
  await hooked.evaluate(async () => {
    collector.post({ type: 'detach' });
    await new Promise((resolve) => setTimeout(resolve));
  });
  expect(await same()).toEqual([true, true, true]);
  const seen = await hooked.evaluate(() => {
    const { Kept } = globalThis as unknown as { Kept: typeof RTCPeerConnection };
    const peer = new Kept();
    peer.close();
    return [peer instanceof Kept, peer instanceof RTCPeerConnection, Kept === RTCPeerConnection];
  });
  expect(seen).toEqual([true, true, false]);
});

test('statistics are asked for without the promises of the page', async ({ hooked }) => {
  const touched = await hooked.evaluate(async () => {
    const near = new RTCPeerConnection();
    const channel = near.createDataChannel('one');
    const open = kit.happens(channel, 'open');
    await kit.meet(near);
    await open;
    channel.send(kit.request);
    const prototype: { then: unknown } = Promise.prototype;
    const { then } = prototype;
    let touched = 0;
    // From a timer to a timer: an await in between would touch the constructor itself.
    setTimeout(() => {
      prototype.then = function () {
        touched += 1;
        throw new Error('stolen');
      };
      Object.defineProperty(prototype, 'constructor', {
        configurable: true,
        get: () => ((touched += 1), Promise),
      });
    });
    return new Promise((resolve) => {
      setTimeout(() => {
        prototype.then = then;
        Object.defineProperty(prototype, 'constructor', { configurable: true, writable: true, value: Promise });
        resolve(touched);
      }, 500);
    });
  });
  expect(touched).toBe(0);
  await expect.poll(async () => ofKind(await recorded(hooked), 'sample').length).toBeGreaterThan(0);
});
