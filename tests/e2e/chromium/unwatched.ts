import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { connectCdp } from '../../bench/browser/cdp.ts';
import { extensionDir } from '../extension-dir.ts';
import { createTempProfile } from '../temp-profile.ts';
import { until } from '../until.ts';

/**
 * A Chromium in which nothing but one page of the extension is attached to: whatever is watched is never prerendered
 * (PrerenderingDisabledByDevTools), and is told to its watcher frame by frame, however large.
 */
export interface Unwatched {
  /** Runs in the page of the extension. */
  inExtension<R>(run: string): Promise<R>;
  /** What the system does to a page in the background: nothing of it runs any more, until it is shown. */
  freeze(url: string): Promise<void>;
  close(): Promise<void>;
}

interface Target {
  type: string;
  url: string;
  webSocketDebuggerUrl: string;
}

export async function launchUnwatched(extension = extensionDir('chrome')): Promise<Unwatched> {
  const profile = await createTempProfile('one-trace-unwatched-');
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--remote-debugging-port=0'];
  const child = spawn(
    process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    [
      ...flags,
      `--user-data-dir=${profile.path}`,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
    { stdio: 'ignore' },
  );
  const port = await until('the debugging port', async () => {
    const text = await readFile(join(profile.path, 'DevToolsActivePort'), 'utf8').catch(() => '');
    return text.split('\n')[0] || undefined;
  });
  const ask = async (path: string, method = 'GET'): Promise<unknown> =>
    (await fetch(`http://127.0.0.1:${port}/json/${path}`, { method })).json();
  const id = await until('the extension', async () => {
    const targets = (await ask('list')) as Target[];
    const worker = targets.find(({ type, url }) => type === 'service_worker' && url.startsWith('chrome-extension:'));
    return worker && new URL(worker.url).host;
  });
  const page = (await ask(`new?chrome-extension://${id}/src/grant/grant.html`, 'PUT')) as Target;
  const socket = new WebSocket(page.webSocketDebuggerUrl, { maxPayload: 2 ** 30 });
  await once(socket, 'open');
  let last = 0;

  async function inExtension<R>(expression: string): Promise<R> {
    const number = (last += 1);
    const params = { expression, awaitPromise: true, returnByValue: true };
    const answer = new Promise<{ result: { result: { value: R }; exceptionDetails?: unknown } }>((resolve) => {
      const hear = (data: Buffer): void => {
        const message = JSON.parse(data.toString()) as { id?: number } & Awaited<typeof answer>;
        if (message.id !== number) return;
        socket.off('message', hear);
        resolve(message);
      };
      socket.on('message', hear);
    });
    socket.send(JSON.stringify({ id: number, method: 'Runtime.evaluate', params }));
    const { result } = await answer;
    if (result.exceptionDetails) throw new Error(JSON.stringify(result.exceptionDetails));
    return result.result.value;
  }

  await until('the page of the extension', () =>
    inExtension<boolean>(`document.readyState === 'complete' && !!chrome.tabs`),
  );
  return {
    inExtension,
    async freeze(url) {
      const target = ((await ask('list')) as Target[]).find((each) => each.url === url);
      if (!target) throw new Error(`no page at ${url}`);
      const cdp = await connectCdp(target.webSocketDebuggerUrl);
      await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
      cdp.close();
    },
    async close() {
      socket.close();
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await profile.remove();
    },
  };
}
