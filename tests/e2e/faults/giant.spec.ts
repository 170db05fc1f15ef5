import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { FrameRecord } from '../../../src/core/trace/records.ts';
import { OPENING } from './flood-server.ts';
import { frameCounts } from './frame-counts.ts';
import { inBothBrowsers, inChromium } from './in-both-browsers.ts';
import { lostIn } from './recordings.ts';
import { tell } from './outcomes.ts';
import { expect, test } from './test.ts';

const MIB = 1_048_576;

/** Answers every message with its length; where asked for `n` bytes, with these. */
async function startMeasure() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: 2 ** 31 - 1, perMessageDeflate: false });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) =>
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) socket.send(String(data.length));
      else if (data[0] !== OPENING.charCodeAt(0)) socket.send(Buffer.alloc(Number(String(data)), 7));
    }),
  );
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => (server.clients.forEach((client) => client.terminate()), server.close(resolve))),
  };
}

/** What the page does: sends a message and receives one of each size, all at once. @returns what either end got, in order */
async function exchangeSizes({
  url,
  opening,
  sizes,
}: {
  url: string;
  opening: string;
  sizes: number[];
}): Promise<{ sent: number[]; got: number[] }> {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  const sent: number[] = [];
  const got: number[] = [];
  await new Promise((resolve) => (socket.onopen = resolve));
  socket.send(opening);
  const all = new Promise<void>((resolve) => {
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === 'string') sent.push(Number(data));
      else got.push(new Uint8Array(data).at(-1) === 7 ? data.byteLength : -1);
      if (sent.length + got.length === sizes.length * 2) resolve();
    };
  });
  for (const size of sizes) {
    socket.send(new Uint8Array(size));
    socket.send(String(size));
  }
  await all;
  socket.send('0');
  await new Promise((resolve) => (socket.onmessage = resolve));
  return { sent, got };
}

/** Larger ones kill a page that is debugged, without the extension too: the debugger is told each message as one text. */
const CASES = [
  { what: 'a message of 256 MiB each way', sizes: [256 * MIB, 100], tests: inBothBrowsers },
  {
    what: 'a burst of messages about the 64 MiB that a port takes',
    sizes: [-1, 0, 1].map((more) => 64 * MIB + more),
    // Firefox's has no such limit.
    tests: inChromium,
  },
];

for (const { what, sizes, tests } of CASES)
  tests(
    `the page sends and gets ${what}: it has all of them, and the recording says of each how large it was`,
    async (subject, lab) => {
      test.setTimeout(180_000);
      const { engine, extensionPage } = subject;
      const measure = await startMeasure();
      // Otherwise retention would take the first before the last has come.
      const page = await extensionPage();
      await page.run(() =>
        (
          globalThis as unknown as { chrome: { storage: { local: { set(of: object): Promise<void> } } } }
        ).chrome.storage.local.set({
          retention: { bytes: 1e9, ms: 1e9, originBytes: 1e9, totalBytes: 2e9 },
        }),
      );
      await engine.goto(lab.pageUrl);
      expect(await engine.inPage(exchangeSizes, { url: measure.url, opening: OPENING, sizes })).toEqual({
        sent: sizes,
        got: sizes,
      });
      await measure.close();

      // Each size goes out as bytes and as a wish, and comes back as a number and as bytes; and a last one to and fro, and the opening.
      const exchanged = sizes.length * 4 + 3;
      // Counted first and read once: what is kept of giants is large as well.
      await expect.poll(async () => (await page.run(frameCounts)).at(-1), { timeout: 90_000 }).toBe(exchanged);
      const records = (await subject.disk()).at(-1)?.records ?? [];
      const kept = records.filter((record): record is FrameRecord => record.kind === 'frame');
      const large = (dir: FrameRecord['dir']): number[] =>
        kept.filter((frame) => frame.dir === dir && frame.type === 'binary' && frame.size > 0).map(({ size }) => size);
      tell({ browser: subject.browser, sent: exchanged, recorded: kept.length, lost: lostIn(records) });
      expect([large('out'), large('in')]).toEqual([sizes, sizes]);
      // What is too large to be kept whole says so.
      for (const { size, payload, truncated } of kept)
        expect(truncated === true || payload?.length === size).toBe(true);

      // And the page is as well as before.
      await engine.goto(lab.pageUrl);
      expect(await engine.inPage(() => 'lab' in window)).toBe(true);
    },
  );
