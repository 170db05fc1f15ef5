import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { launchUnwatched } from '../chromium/unwatched.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { extensionDir } from '../extension-dir.ts';
import { readStore, recordsOf, type StoredRecording } from '../stored-recordings.ts';
import { OPENING } from './flood-server.ts';
import { lostIn } from './recordings.ts';
import { tell } from './outcomes.ts';
import { expect, test } from './test.ts';

const GIB = 2 ** 30;

/** Runs in the page, which nobody watches: one message of `size` bytes each way, and then whether all is as it was. */
async function exchangeGiant({ size, opening }: { size: number; opening: string }): Promise<void> {
  const socket = new WebSocket(location.href.replace('http', 'ws'));
  socket.binaryType = 'arraybuffer';
  const heard = (): Promise<string | ArrayBuffer> =>
    new Promise((resolve) => {
      socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => resolve(data);
    });
  try {
    await new Promise((resolve) => (socket.onopen = resolve));
    socket.send(opening);
    const sent = heard();
    // Letters: what is kept of them crosses the debugger's text as it is.
    socket.send(new Uint8Array(size).fill(97));
    const told = await sent;
    const giant = heard();
    socket.send(`give ${size}`);
    const got = await giant;
    const last = heard();
    socket.send('still there?');
    const answer = await last;
    await fetch('/result', {
      method: 'POST',
      body: JSON.stringify({ told, got: (got as ArrayBuffer).byteLength, answer }),
    });
  } catch (error) {
    await fetch('/result', { method: 'POST', body: JSON.stringify({ error: String(error) }) });
  }
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
};

/** A page that exchanges a giant by itself, and what it says of it. */
async function startGiant(size: number) {
  let report: (result: unknown) => void;
  const result = new Promise((resolve) => (report = resolve));
  const script = `(${String(exchangeGiant)})(${JSON.stringify({ size, opening: OPENING })})`;
  const server = createServer((request, response) => {
    if (request.method === 'POST') void bodyOf(request).then((body) => report(JSON.parse(body)));
    response.setHeader('content-type', 'text/html');
    response.end(request.url === '/' ? `<title>Giant</title><script>${script}</script>` : '');
  });
  const sockets = new WebSocketServer({ server, maxPayload: 2 ** 31 - 1, perMessageDeflate: false });
  sockets.on('connection', (socket) =>
    socket.on('message', (data: Buffer, isBinary) => {
      const text = isBinary ? '' : String(data);
      if (isBinary) socket.send(String(data.length));
      else if (text.startsWith('give ')) socket.send(Buffer.alloc(Number(text.slice(5)), 97));
      else if (text !== OPENING) socket.send('still there');
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    result,
    close: () => {
      sockets.clients.forEach((client) => client.terminate());
      server.closeAllConnections();
      server.close();
    },
  };
}

/** As a person's browser: a debugger would be told each message as one text, which kills the page without the extension, too. */
test('the page sends and gets a message of 1 GiB: it has both, and the recording says how large they were and that they are cut', async () => {
  test.setTimeout(240_000);
  const giant = await startGiant(GIB);
  const chromium = await launchUnwatched(extensionDir('chrome'));
  const stored = () => chromium.inExtension<StoredRecording[]>(`(${String(readStore)})()`);
  await chromium.inExtension(`chrome.tabs.create({ url: ${JSON.stringify(giant.url)} }).then(() => 0)`);
  expect(await giant.result).toEqual({ told: String(GIB), got: GIB, answer: 'still there' });

  // Opening, giant, its size, the wish for one, the giant, and a question and an answer.
  const exchanged = 7;
  let records: TraceRecord[] = [];
  const frames = () => records.flatMap((record) => (record.kind === 'frame' ? [record] : []));
  await expect
    .poll(async () => {
      records = (await stored()).flatMap(recordsOf);
      return frames().length + lostIn(records);
    })
    .toBe(exchanged);
  tell({ browser: 'chromium', sent: exchanged, recorded: frames().length, lost: lostIn(records) });
  expect(frames().map(({ size, truncated }) => [size, truncated === true])).toEqual([
    [OPENING.length, false],
    [GIB, true],
    [String(GIB).length, false],
    [`give ${GIB}`.length, false],
    [GIB, true],
    ['still there?'.length, false],
    ['still there'.length, false],
  ]);
  await chromium.close();
  giant.close();
});
