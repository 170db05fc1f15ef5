import { bundle } from '../content/bundle.ts';
import { startSocketServer } from '../content/socket-server.ts';
import { extensionDir } from '../extension-dir.ts';
import { expect, test } from '../test.ts';
import { firefoxEngine } from './engine.ts';

declare const globalThis: { eval(code: string): void; workerViews(): Promise<string> };

const POLICIES = [
  '',
  'csp=' + encodeURIComponent("worker-src 'self' blob:; script-src 'self' blob: 'unsafe-inline' 'unsafe-eval'"),
  'csp=' + encodeURIComponent("worker-src 'self'"),
];

test('with capture inside workers, page and workers see of each other what they see without', async () => {
  test.slow();
  const look = { dock: 'bottom', theme: 'light' } as const;
  const engine = await firefoxEngine({ extension: extensionDir('firefox'), look, installLater: false });
  const server = await startSocketServer();
  const code = await bundle('tests/e2e/content/in-page/worker-views.ts');
  const views = async (query: string) => {
    await engine.goto(`${server.http}/?${query}`);
    return engine.firefox.inPage(async (text) => {
      globalThis.eval(text);
      return JSON.stringify(await globalThis.workerViews());
    }, code);
  };
  const bare = new Map<string, string>();
  for (const policy of POLICIES) bare.set(policy, await views(policy));

  await engine.goto(server.http);
  const panel = await engine.openPanel();
  await panel.showView('Settings');
  await panel.press('switch', 'Capture inside workers');
  await expect
    .poll(() => panel.inPanel(() => document.querySelector('[aria-label^="Capture inside"]')?.ariaChecked))
    .toBe('true');
  // The policies that forbid it come last: from then on the origin is left alone.
  for (const policy of POLICIES)
    expect(JSON.parse(await views(policy)), policy).toEqual(JSON.parse(bare.get(policy) ?? ''));
  await engine.close();
  await server.close();
});
