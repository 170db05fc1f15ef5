import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { expect, frames, recorded, test } from './fixtures.ts';

const ofKind = <K extends TraceRecord['kind']>(records: readonly TraceRecord[], kind: K) =>
  records.filter((record): record is Extract<TraceRecord, { kind: K }> => record.kind === kind);

const lines = (records: readonly TraceRecord[], conn: string): string[] =>
  frames(records)
    .filter((line) => line.startsWith(`${conn} `))
    .map((line) => line.slice(line.indexOf(' ') + 1));

test('a channel that was there before the hook is picked up at its next send', async ({ bare, scripts }) => {
  await bare.evaluate(`${scripts.collector};${scripts.kit}`);
  await bare.evaluate(async () => {
    const near = new RTCPeerConnection();
    const early = near.createDataChannel('early');
    const open = kit.happens(early, 'open');
    await kit.meet(near);
    await open;
    Object.assign(globalThis, { near, early });
  });
  await bare.evaluate(scripts.hook);
  await bare.evaluate(async () => {
    const { early } = globalThis as unknown as { early: RTCDataChannel };
    const answers = kit.echoed(early, 1);
    early.send('{"command":"communication_ready"}');
    await answers;
    const gone = kit.happens(early, 'close');
    early.close();
    await gone;
  });
  await expect.poll(async () => ofKind(await recorded(bare), 'close').length).toBeGreaterThan(0);
  const records = await recorded(bare);
  expect(ofKind(records, 'open')[0]).toMatchObject({ late: true, label: 'early' });
  expect(ofKind(records, 'state')[0]).toMatchObject({ state: 'open' });
  const [conn] = ofKind(records, 'open').map((open) => open.conn) as [string];
  expect(lines(records, conn)).toEqual([
    '0 out text 33: {"command":"communication_ready"}',
    '1 in text 33: {"command":"communication_ready"}',
  ]);
});

test('a channel that was there before the hook is picked up where the app attaches its Connection', async ({
  bare,
  scripts,
}) => {
  await bare.evaluate(`${scripts.collector};${scripts.kit}`);
  await bare.evaluate(async () => {
    const near = new RTCPeerConnection();
    const early = near.createDataChannel('early');
    const open = kit.happens(early, 'open');
    await kit.meet(near);
    await open;
    Object.assign(globalThis, { near, early });
  });
  await bare.evaluate(`${scripts.hook};${scripts.pageApi}`);
  const attached = await bare.evaluate(async () => {
    const { early } = globalThis as unknown as { early: RTCDataChannel };
    // As an app would have it: the library's Connection knows only WebSockets, so the channel is wrapped in something like one.
    const webSocket = { url: 'webrtc:early', channel: early };
    const seen = [
      globalThis.__ONE_TRACE__?.attach({ id: 7, plugins: [{ name: 'websocket', webSocket }] }),
      globalThis.__ONE_TRACE__?.attach({ id: 8, plugins: [{ name: 'websocket', webSocket: { url: 'nothing' } }] }),
    ];
    const answers = kit.echoed(early, 1);
    early.send(new Uint8Array(3));
    await answers;
    return seen;
  });
  expect(attached).toEqual([true, false]);
  await expect.poll(async () => frames(await recorded(bare)).length).toBe(2);
  const records = await recorded(bare);
  expect(ofKind(records, 'open')).toMatchObject([{ late: true, transport: 'webrtc', url: 'webrtc:early' }]);
  expect(ofKind(records, 'plugin')).toMatchObject([{ name: 'websocket', connectionId: 7 }]);
  const [conn] = ofKind(records, 'open').map((open) => open.conn) as [string];
  expect(lines(records, conn)).toEqual(['0 out binary 3: 0 0 0', '1 in binary 3: 0 0 0']);
});
