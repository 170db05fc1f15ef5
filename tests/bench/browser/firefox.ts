import { launchFirefox, type Firefox } from '../../e2e/firefox/launch.ts';
import type { BenchBrowser, Plain, Run, StartOptions } from './browser.ts';

declare const WebExtensionPolicy: { getByID(id: string): { mozExtensionHostname: string } };
declare const ChromeUtils: { requestProcInfo(): Promise<{ pid: number; children: { pid: number; type: string }[] }> };

/** An add-on that is installed later than the browser starts is there before its page is opened, all the same. */
export async function startFirefox({ extension, probe }: StartOptions): Promise<BenchBrowser> {
  const look = { dock: 'bottom', theme: 'light' } as const;
  const firefox = await launchFirefox({ extension: extension ?? '', look, installLater: extension === undefined });
  const { marionette } = firefox;
  if (probe !== undefined) await marionette.send('Addon:Install', { path: probe, temporary: true });
  const page = ((await marionette.send('WebDriver:GetWindowHandle')) as { value: string }).value;
  const front = extension === undefined ? undefined : await extensionPage(firefox);
  if (front !== undefined) await switchTo(firefox, page);
  let turn: Promise<unknown> = Promise.resolve();
  let current = page;
  const inWindow =
    (handle: string | undefined): Run =>
    <A extends Plain, R>(run: (arg: A) => R, arg: A): Promise<Awaited<R>> => {
      const mine = turn.then(async (): Promise<Awaited<R>> => {
        if (handle === undefined) throw new Error('this Firefox has no extension');
        if (current !== handle) await switchTo(firefox, handle);
        current = handle;
        if (handle === front) return firefox.inPage(run, arg);
        return (await firefox.inPage(asPageCode, `(${String(run)})(${JSON.stringify(arg)})`)) as Awaited<R>;
      });
      turn = mine.catch(() => undefined);
      return mine;
    };
  const inPage = inWindow(page);
  return {
    async goto(url) {
      await inPage(() => null, null);
      await firefox.navigate(url);
    },
    inPage,
    inExtension: inWindow(front),
    pageProcesses: () =>
      firefox.inChrome(async () => {
        const { children } = await ChromeUtils.requestProcInfo();
        return children.filter(({ type }) => type.startsWith('web')).map(({ pid }) => pid);
      }),
    processes: () =>
      firefox.inChrome(async () => {
        const { pid, children } = await ChromeUtils.requestProcInfo();
        return [pid, ...children.map((child) => child.pid)];
      }),
    close: () => firefox.close(),
  };
}

/** In the page's own global: what Marionette runs has one of its own, through which each message would pass a wrapper. */
const asPageCode = (text: string): Plain => (window as unknown as { eval(text: string): Plain }).eval(text);

/** Without focus: a page that is behind another window goes on as if it were in front. */
const switchTo = (firefox: Firefox, handle: string): Promise<unknown> =>
  firefox.marionette.send('WebDriver:SwitchToWindow', { handle, focus: false });

async function extensionPage(firefox: Firefox): Promise<string> {
  const host = await firefox.inChrome((id) => WebExtensionPolicy.getByID(id).mozExtensionHostname, firefox.addonId);
  await firefox.marionette.send('Marionette:SetContext', { value: 'content' });
  const { handle } = (await firefox.marionette.send('WebDriver:NewWindow', { type: 'window', focus: false })) as {
    handle: string;
  };
  await switchTo(firefox, handle);
  await firefox.navigate(`moz-extension://${host}/src/grant/grant.html`);
  return handle;
}
