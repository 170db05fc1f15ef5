import { chromium, type Frame, type Page } from 'playwright';
import { until } from '../until.ts';
import type { Chromium } from './launch.ts';

export interface DevTools {
  /** The DevTools window as a page: what a person sees, for screenshots and colour schemes. */
  window: Page;
  /** The ONE panel inside. */
  panel: Frame;
  close(): Promise<void>;
}

const PANEL_TITLE = 'ONE';

/** Opens the real DevTools on a page and shows the ONE panel in them. */
export async function openDevTools(browser: Chromium, page: Page): Promise<DevTools> {
  const targetId = await openOn(browser, page);
  const client = await chromium.connectOverCDP(browser.endpoint);
  const window = await until('the DevTools window', async () => {
    for (const candidate of client.contexts().flatMap((context) => context.pages())) {
      if (candidate.url().startsWith('devtools://') && (await targetOf(candidate)) === targetId) return candidate;
    }
    return undefined;
  });
  // Every client that connects says anew where downloads go.
  await browser.cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: browser.downloads });
  await window.evaluate(showView(`chrome-extension://${browser.extensionId}${PANEL_TITLE}`));
  const panel = await until('the ONE panel', () =>
    window.frames().find((frame) => isPanel(frame, browser.extensionId)),
  );
  return {
    window,
    panel,
    async close() {
      await browser.cdp.send('Target.closeTarget', { targetId });
      await client.close();
    },
  };
}

/** The method is younger than Playwright's list of them. */
interface OpensDevTools {
  send(method: 'Target.openDevTools', params: { targetId: string }): Promise<{ targetId: string }>;
}

async function openOn(browser: Chromium, page: Page): Promise<string> {
  const cdp = browser.cdp as unknown as OpensDevTools;
  const { targetId } = await cdp.send('Target.openDevTools', { targetId: await targetOf(page) });
  // A client that connects before the window has its title never gets to see it.
  await until('DevTools to open', async () => {
    const { targetInfos } = await browser.cdp.send('Target.getTargets');
    return targetInfos.some((info) => info.targetId === targetId && info.title.startsWith('DevTools - '));
  });
  return targetId;
}

async function targetOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.targetId;
}

function isPanel(frame: Frame, extensionId: string): boolean {
  return frame.url().startsWith(`chrome-extension://${extensionId}/`) && frame.url().includes('/panel.html');
}

/** DevTools' own modules know the views, extension panels included. As text: their `import` is not for a bundler's eyes. */
function showView(view: string): string {
  return `(async () => {
    const ui = await import('devtools://devtools/bundled/ui/legacy/legacy.js');
    const tabs = ui.InspectorView.InspectorView.instance().tabbedPane;
    while (!tabs.tabIds().includes(${JSON.stringify(view)})) await new Promise((resolve) => setTimeout(resolve, 30));
    await ui.ViewManager.ViewManager.instance().showView(${JSON.stringify(view)});
  })()`;
}
