import { expect, test as base } from '@playwright/test';
import { extensionDir } from '../extension-dir.ts';
import { launchFirefox } from '../firefox/launch.ts';
import { bundle } from './bundle.ts';
import { startSocketServer } from './socket-server.ts';

const LOOK = { dock: 'bottom', theme: 'light' } as const;

const SUITES = [
  { what: 'sockets', entry: 'conformance.ts', run: 'runConformance', count: 60 },
  { what: 'data channels', entry: 'conformance-webrtc.ts', run: 'runWebrtcConformance', count: 27 },
];

for (const { what, entry, run: global, count } of SUITES)
  base(`in Firefox, a page with the installed extension cannot tell its ${what} from native ones`, async () => {
    base.setTimeout(120_000);
    const server = await startSocketServer();
    const firefox = await launchFirefox({ extension: extensionDir('firefox'), look: LOOK, installLater: true });
    try {
      const script = await bundle(`tests/e2e/content/in-page/${entry}`);
      const run = async (): Promise<{ hasHook: boolean; results: Record<string, unknown> }> => {
        await firefox.navigate(server.http);
        return JSON.parse(
          await firefox.inPage(
            async (code, name, url) => {
              const element = document.createElement('script');
              element.textContent = `${code};document.documentElement.dataset.hook = String('__ONE_TRACE__' in globalThis);
              ${name}(${JSON.stringify(url)}).then((results) => document.title = JSON.stringify(results));`;
              document.head.append(element);
              while (!document.title.startsWith('{')) await new Promise((resolve) => setTimeout(resolve, 50));
              return `{"hasHook":${document.documentElement.dataset['hook']},"results":${document.title}}`;
            },
            script,
            global,
            server.ws,
          ),
        ) as { hasHook: boolean; results: Record<string, unknown> };
      };
      const bare = await run();
      await firefox.install();
      const hooked = await run();
      expect([bare.hasHook, hooked.hasHook]).toEqual([false, true]);
      expect(Object.keys(bare.results).length).toBeGreaterThan(count);
      expect(hooked.results).toEqual(bare.results);
    } finally {
      await firefox.close();
      await server.close();
    }
  });
