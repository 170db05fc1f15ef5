import { join } from 'node:path';
import type { Page } from 'playwright';
import { launchChromium, type Chromium } from '../../e2e/chromium/launch.ts';

/** The built panel in a page of its own, in a fresh browser for the time of `use`. */
export async function withPanel<T>(root: string, use: (page: Page, chromium: Chromium) => Promise<T>): Promise<T> {
  const chromium = await launchChromium({
    extension: join(root, 'dist/chrome-test'),
    look: { dock: 'bottom', theme: 'light' },
    headless: true,
  });
  try {
    const page = await chromium.context.newPage();
    await page.setViewportSize({ width: 1280, height: 420 });
    await page.goto(`chrome-extension://${chromium.extensionId}/src/devtools/panel.html`);
    return await use(page, chromium);
  } finally {
    await chromium.close();
  }
}
