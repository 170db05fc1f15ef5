import { bundle } from './bundle.ts';
import type { Chromium } from '../chromium/launch.ts';
import { expect, onDisk, switchOn, test, textsByRealm, unfitOrigins } from './installed.ts';

const REGISTER = JSON.stringify({ command: 'register', publicKey: 'ab'.repeat(32) });

/** Code of a worker: opens a socket and says a word with its first breath. */
const speaks = (ws: string, word: string): string =>
  `const s = new WebSocket('${ws}/echo'); s.onopen = () => { s.send('${REGISTER}'); s.send('${word}'); };`;

test('dedicated workers of every kind are recorded from their first frame, as realms of their own', async ({
  installed,
  server,
}) => {
  await switchOn(installed, 'workers', server.http);
  const tab = await installed.context.newPage();
  await tab.goto(server.http);
  await tab.evaluate(
    ([codes]) => {
      const script = (code: string): string => `/script/w.js?js=${encodeURIComponent(code)}`;
      const blob = (code: string): string => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
      const data = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
      const { classic, module, blobbed, blobModule, dataed, dataModule, nested } = codes;
      new Worker(script(classic));
      new Worker(script(module), { type: 'module' });
      new Worker(blob(blobbed));
      new Worker(blob(blobModule), { type: 'module' });
      new Worker(data(dataed));
      new Worker(data(dataModule), { type: 'module' });
      new Worker(script(`new Worker(${JSON.stringify(script(nested))})`));
    },
    [
      {
        classic: speaks(server.ws, 'classic'),
        module: speaks(server.ws, 'module'),
        blobbed: speaks(server.ws, 'blob'),
        blobModule: speaks(server.ws, 'blob module'),
        dataed: speaks(server.ws, 'data'),
        dataModule: speaks(server.ws, 'data module'),
        nested: speaks(server.ws, 'nested'),
      },
    ] as const,
  );
  await expect
    .poll(async () => textsByRealm(await onDisk(installed)).sort())
    .toEqual(
      ['blob', 'blob module', 'classic', 'data', 'data module', 'module', 'nested'].map((word) => `worker: ${word}`),
    );
  const pages = (await onDisk(installed)).flatMap((record) => (record.kind === 'page' ? [record] : []));
  const top = pages.find(({ realm }) => realm === 'window')?.page;
  const parents = pages.filter(({ realm }) => realm === 'worker').map(({ parent }) => parent);
  expect(parents).toEqual(Array(8).fill(top));
});

/** What page and workers see of each other, in a fresh tab. */
async function views({ context }: Chromium, url: string): Promise<Record<string, unknown>> {
  const tab = await context.newPage();
  await tab.goto(url);
  // Through the protocol: a page's policy may forbid scripts of the test.
  await tab.evaluate(await bundle('tests/e2e/content/in-page/worker-views.ts'));
  const seen = await tab.evaluate(() => globalThis.workerViews());
  await tab.close();
  return seen;
}

test('a worker sees its own address, and everything relative to it', async ({ installed, server }) => {
  const bare = await views(installed, `${server.http}/?bare`);
  await switchOn(installed, 'workers', server.http);
  expect(await views(installed, `${server.http}/?wrapped`)).toEqual(bare);
});

/** What a page may lay down for its scripts; and whether ONE Trace leaves its workers alone from then on. */
const POLICIES: [string, Record<string, string>, 'captured' | 'left alone'][] = [
  [
    'workers from blob: allowed',
    { csp: "worker-src 'self' blob:; script-src 'self' blob: 'unsafe-inline'" },
    'captured',
  ],
  ['own scripts only', { csp: "default-src 'self'" }, 'left alone'],
  ['own workers only', { csp: "worker-src 'self'" }, 'left alone'],
  ['workers from blob:, own scripts only', { csp: "worker-src 'self' blob:; script-src 'self'" }, 'left alone'],
  ['a nonce for scripts', { csp: "script-src 'nonce-abc' 'strict-dynamic'" }, 'captured'],
  ['trusted types', { csp: "require-trusted-types-for 'script'" }, 'captured'],
  ['a sandbox', { csp: 'sandbox allow-scripts allow-same-origin' }, 'captured'],
  ['cross-origin isolation', { coep: 'require-corp' }, 'captured'],
];

for (const [name, rules, way] of POLICIES)
  test(`with ${name}, the page and its workers are as they are without capture`, async ({ installed, server }) => {
    const query = new URLSearchParams(rules).toString();
    const bare = await views(installed, `${server.http}/?${query}`);
    await switchOn(installed, 'workers', server.http);
    expect(await views(installed, `${server.http}/?${query}`)).toEqual(bare);
    const storage = await unfitOrigins(installed);
    expect(storage).toEqual(way === 'left alone' ? { [server.http]: 'page policy' } : {});
    // What is remembered is not tried again.
    expect(await views(installed, `${server.http}/?${query}`)).toEqual(bare);
  });
