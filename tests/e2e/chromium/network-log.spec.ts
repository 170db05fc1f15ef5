import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { expect, onDisk, switchOn, test, textsByRealm } from '../content/installed.ts';
import { openDevTools } from './devtools.ts';
import type { Chromium } from './launch.ts';

const REGISTER = JSON.stringify({ command: 'register', publicKey: 'ab'.repeat(32) });

/** Code that opens a socket of ONE and says a text and three bytes, which come back. */
const speaks = (ws: string, word: string): string =>
  `const s = new WebSocket('${ws}/echo'); s.onopen = () => { s.send('${REGISTER}'); s.send('${word}'); s.send(new Uint8Array([1, 2, 3])); };`;

interface Codes {
  classic: string;
  module: string;
  blob: string;
  data: string;
  nested: string;
  service: string;
  window: string;
}

const KINDS: (keyof Codes)[] = ['classic', 'module', 'blob', 'data', 'nested', 'service', 'window'];

const codesFor = (ws: string): Codes =>
  Object.fromEntries(KINDS.map((kind) => [kind, speaks(ws, kind)])) as unknown as Codes;

/** Runs in the page. */
async function startAll(codes: Codes): Promise<void> {
  const script = (code: string): string => `/script/w.js?js=${encodeURIComponent(code)}`;
  new Worker(script(codes.classic));
  new Worker(script(codes.module), { type: 'module' });
  new Worker(URL.createObjectURL(new Blob([codes.blob], { type: 'text/javascript' })));
  new Worker(`data:text/javascript,${encodeURIComponent(codes.data)}`);
  new Worker(script(`new Worker(${JSON.stringify(script(codes.nested))})`));
  const element = document.createElement('script');
  element.textContent = codes.window;
  document.head.append(element);
  await navigator.serviceWorker.register(script(codes.service));
}

const ofLog = (records: readonly TraceRecord[]) =>
  records.flatMap((record) => (record.kind === 'open' && record.via === 'har' ? [record.conn] : []));

/** Direction and content of the frames of each connection of the log that says this word. */
function framesOf(records: readonly TraceRecord[], conns: readonly string[]): string[][] {
  const text = new TextDecoder();
  return conns.map((conn) =>
    records.flatMap((record) => {
      if (record.kind !== 'frame' || record.conn !== conn) return [];
      const said = record.type === 'text' ? text.decode(record.payload) : `bytes ${record.payload?.join(' ') ?? ''}`;
      return [`${record.seq} ${record.dir} ${said.startsWith('{') ? 'register' : said}`];
    }),
  );
}

/** A page with the panel open beside it. */
async function watched(installed: Chromium, url: string) {
  const tab = await installed.context.newPage();
  await tab.goto(url);
  return { tab, devtools: await openDevTools(installed, tab) };
}

test('while the panel is open, sockets of workers without a hook are read from the network log, each once', async ({
  installed,
  server,
}) => {
  const { tab, devtools } = await watched(installed, server.http);
  await tab.evaluate(startAll, codesFor(server.ws));
  const words = async () => textsByRealm(await onDisk(installed)).sort();
  const workers = ['blob', 'classic', 'data', 'module', 'nested', 'service'];
  // A worker of a data: address has no origin that the user could have allowed.
  const allowed = workers.filter((kind) => kind !== 'data').map((kind) => `worker: ${kind}`);
  await expect.poll(words).toEqual(['window: window', ...allowed].sort());
  const whole = (word: string): string[] =>
    ['out', 'in'].flatMap((dir, turn) =>
      ['register', word, 'bytes 1 2 3'].map((said, at) => `${turn * 3 + at} ${dir} ${said}`),
    );
  await expect
    .poll(async () => {
      const records = await onDisk(installed);
      const frames = framesOf(records, ofLog(records));
      return frames.map((each) => each.map((frame) => frame.replace(/^\d+ /, '')).sort()).sort();
    })
    .toEqual(
      workers
        .filter((kind) => kind !== 'data')
        .map((kind) =>
          whole(kind)
            .map((frame) => frame.replace(/^\d+ /, ''))
            .sort(),
        )
        .sort(),
    );
  await devtools.close();
});

test('a socket that the hook in a worker has seen is not read from the log as well', async ({ installed, server }) => {
  await switchOn(installed, 'workers', server.http);
  const { tab, devtools } = await watched(installed, server.http);
  await tab.evaluate(startAll, codesFor(server.ws));
  // The service worker is the one that only the log knows: when it is here, the log was read with the others in it.
  await expect
    .poll(async () => textsByRealm(await onDisk(installed)).sort())
    .toEqual(KINDS.map((kind) => (kind === 'window' ? 'window: window' : `worker: ${kind}`)).sort());
  expect(ofLog(await onDisk(installed))).toHaveLength(1);
  await devtools.close();
});

test('what the log tells of sockets that close and of a page that goes is in the recording', async ({
  installed,
  server,
}) => {
  const { tab, devtools } = await watched(installed, server.http);
  await tab.evaluate(
    (codes) => {
      const started = codes.map((code) => new Worker(`/script/w.js?js=${encodeURIComponent(code)}`));
      Object.assign(globalThis, { endFirst: () => started[0]?.postMessage('end') });
    },
    [`${speaks(server.ws, 'ends')} onmessage = () => s.close();`, speaks(server.ws, 'stays')],
  );
  // Before the panel listens, the end of a socket is told to nobody.
  await expect.poll(async () => ofLog(await onDisk(installed)).length).toBe(2);
  await tab.evaluate(() => (globalThis as unknown as { endFirst(): void }).endFirst());
  const told = async (): Promise<string[]> => {
    const records = await onDisk(installed);
    const page = records.find((record) => record.kind === 'open' && record.via === 'har');
    return records.flatMap((record) => {
      if (record.kind === 'state' && record.state === 'closing') return ['closing'];
      const isOfLog = record.kind === 'note' && page?.kind === 'open' && record.extra?.['page'] === page.page;
      return isOfLog && record.text === 'page gone' ? ['page gone'] : [];
    });
  };
  await expect.poll(told).toEqual(['closing']);
  await tab.goto(`${server.http}/?next`);
  // Either the log still tells of the other socket's end, or the farewell stands for it.
  await expect.poll(async () => (await told()).at(-1)).toBe('page gone');
  await devtools.close();
});
