import type { Page } from 'playwright';
import type { Chromium } from './launch.ts';

export interface Background {
  /** Ends the service worker as the browser would when idle: at once, without a word to it. Waits until there is one to end. */
  kill(): Promise<void>;
}

/**
 * Watches over the extension's service worker from a page of the extension, which alone is told when it runs and when it stopped: its
 * target stays the same when it starts anew at once, and so do Playwright's objects.
 */
export async function watchBackground({ context, extensionId }: Chromium, front: Page): Promise<Background> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/manifest.json`);
  await front.bringToFront();
  const session = await context.newCDPSession(page);
  let status = '';
  let hear = (): void => undefined;
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const version of versions) if (version.status === 'activated') status = version.runningStatus;
    hear();
  });
  const becomes = (wanted: string): Promise<void> =>
    new Promise((resolve) => {
      hear = () => {
        if (status === wanted) resolve();
      };
      hear();
    });
  await session.send('ServiceWorker.enable');
  return {
    async kill() {
      await becomes('running');
      const stopped = becomes('stopped');
      await session.send('ServiceWorker.stopAllWorkers');
      await stopped;
    },
  };
}
