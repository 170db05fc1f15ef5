import { bundle } from '../content/bundle.ts';
import { startSocketServer } from '../content/socket-server.ts';
import { extensionDir } from '../extension-dir.ts';
import { expect, test } from '../test.ts';
import { firefoxEngine } from './engine.ts';
import { allowFilter } from './filter.ts';

declare const globalThis: {
  eval(code: string): void;
  workerViews(): Promise<object>;
  sharedViews(): Promise<object>;
};

const POLICIES = ['', `csp=${encodeURIComponent("worker-src 'self'")}`];

test('with the filter, page and workers see of each other what they see without', async () => {
  test.slow();
  const look = { dock: 'bottom', theme: 'light' } as const;
  const engine = await firefoxEngine({ extension: extensionDir('firefox'), look, installLater: false });
  const server = await startSocketServer();
  const code = `${await bundle('tests/e2e/content/in-page/worker-views.ts')};${await bundle('tests/e2e/content/in-page/shared-views.ts')}`;
  const views = async (query: string): Promise<unknown> => {
    await engine.goto(`${server.http}/?${query}`);
    const seen = await engine.firefox.inPage(async (text) => {
      globalThis.eval(text);
      return JSON.stringify({ ...(await globalThis.sharedViews()), workers: await globalThis.workerViews() });
    }, code);
    return JSON.parse(seen);
  };
  const bare = new Map<string, unknown>();
  for (const policy of POLICIES) bare.set(policy, await views(policy));

  await engine.goto(server.http);
  await allowFilter(engine, await engine.openPanel());
  for (const policy of POLICIES) expect(await views(policy), policy).toEqual(bare.get(policy));
  // And it was there to be seen: in both of these, on a page that forbids blob:.
  expect(
    await engine.firefox.inPage(() => {
      const script = (code: string) => `/script/w.js?js=${encodeURIComponent(code)}`;
      const first = (from: EventTarget) =>
        new Promise<boolean>((resolve) =>
          from.addEventListener('message', (event) => resolve((event as MessageEvent<boolean>).data)),
        );
      const { port } = new SharedWorker(
        script(`onconnect = ({ ports }) => ports[0].postMessage('__ONE_TRACE__' in self)`),
      );
      port.start();
      return Promise.all([first(port), first(new Worker(script(`postMessage('__ONE_TRACE__' in self)`)))]);
    }),
  ).toEqual([true, true]);
  await engine.close();
  await server.close();
});
