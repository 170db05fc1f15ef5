import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { createTempProfile } from '../../e2e/temp-profile.ts';
import { until } from '../../e2e/until.ts';
import type { BenchBrowser, Run, StartOptions } from './browser.ts';
import { connectCdp, type Cdp } from './cdp.ts';
import { descendants } from './processes.ts';

/** What a test's driver sets as well, so that a window which is not in front is not slowed down. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--remote-debugging-port=0',
];

export async function startChromium({ extension, probe }: StartOptions): Promise<BenchBrowser> {
  const profile = await createTempProfile('one-trace-bench-chromium-');
  const folders = [extension, probe].filter((folder) => folder !== undefined).join(',');
  const extensions = folders === '' ? [] : [`--disable-extensions-except=${folders}`, `--load-extension=${folders}`];
  const child = spawn(
    process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    [...FLAGS, ...extensions, `--user-data-dir=${profile.path}`, 'about:blank'],
    { stdio: 'ignore' },
  );
  const gone = once(child, 'exit');
  const endpoint = await until('the debugging port', async () => {
    const text = await readFile(join(profile.path, 'DevToolsActivePort'), 'utf8').catch(() => '');
    const [port, path] = text.split('\n');
    return path ? `ws://127.0.0.1:${port}${path}` : undefined;
  });
  const cdp = await connectCdp(endpoint);
  const page = await attach(cdp, await until('a page', () => firstPage(cdp)));
  const front = await (extension === undefined ? undefined : extensionPage(cdp, extension));
  return {
    async goto(url) {
      await cdp.send('Page.enable', {}, page);
      const loaded = cdp.event('Page.loadEventFired', page);
      await cdp.send('Page.navigate', { url }, page);
      await loaded;
      await cdp.send('Page.disable', {}, page);
    },
    inPage: runIn(cdp, page),
    inExtension: runIn(cdp, front ?? ''),
    pageProcesses: () =>
      descendants(child.pid ?? 0, (line) => line.includes('--type=renderer') && !line.includes('--extension-process')),
    processes: () => descendants(child.pid ?? 0, () => true),
    async close() {
      await cdp.send('Browser.close').catch(() => undefined);
      cdp.close();
      await gone;
      await profile.remove();
    },
  };
}

async function firstPage(cdp: Cdp): Promise<string | undefined> {
  const { targetInfos } = (await cdp.send('Target.getTargets')) as {
    targetInfos: { type: string; targetId: string }[];
  };
  return targetInfos.find(({ type }) => type === 'page')?.targetId;
}

async function attach(cdp: Cdp, targetId: string): Promise<string> {
  const { sessionId } = (await cdp.send('Target.attachToTarget', { targetId, flatten: true })) as { sessionId: string };
  return sessionId;
}

async function extensionPage(cdp: Cdp, folder: string): Promise<string> {
  const url = `chrome-extension://${await idOf(folder)}/src/grant/grant.html`;
  const { targetId } = (await cdp.send('Target.createTarget', { url, newWindow: true, background: true })) as {
    targetId: string;
  };
  const session = await attach(cdp, targetId);
  await until('the page of the extension', () =>
    runIn(cdp, session)(() => location.protocol === 'chrome-extension:', null),
  );
  return session;
}

/** Chromium names an unpacked extension by its path. */
async function idOf(folder: string): Promise<string> {
  const digits = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 32);
  return [...digits].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join('');
}

interface Evaluated {
  result: { value?: unknown };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}

const runIn =
  (cdp: Cdp, session: string): Run =>
  async <A, R>(run: (arg: A) => R, arg: A): Promise<Awaited<R>> => {
    const expression = `(${String(run)})(${JSON.stringify(arg)})`;
    const params = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails: failure } = (await cdp.send(
      'Runtime.evaluate',
      params,
      session,
    )) as unknown as Evaluated;
    if (failure) throw new Error(failure.exception?.description ?? failure.text);
    return result.value as Awaited<R>;
  };
