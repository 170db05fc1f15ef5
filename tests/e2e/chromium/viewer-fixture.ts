import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, type Page } from '@playwright/test';
import { chromium } from 'playwright';
import { createServer } from 'vite';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

interface WorkerFixtures {
  /** Address of the panel as a plain page, served from its sources. */
  viewer: string;
}

interface Fixtures {
  view: { width: number; height: number; theme: 'light' | 'dark' };
  panel: Page;
}

/** The panel as a plain page over a file: the same components without an extension. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  view: [{ width: 1280, height: 420, theme: 'light' }, { option: true }],
  viewer: [
    async ({}, use) => {
      const cacheDir = await mkdtemp(join(tmpdir(), 'one-trace-vite-'));
      const server = await createServer({
        root: ROOT,
        configFile: false,
        logLevel: 'error',
        cacheDir,
        // Found while the page is open, a dependency would come too late: nothing reloads it here.
        optimizeDeps: { entries: ['src/devtools/panel.html', 'src/devtools/worker/decode.worker.ts'] },
        server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
      });
      await server.listen();
      await use(`${server.resolvedUrls?.local[0] ?? ''}src/devtools/panel.html`);
      await server.close();
      await rm(cacheDir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  panel: async ({ viewer, view }, use) => {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
    const { width, height, theme } = view;
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme });
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.goto(viewer);
    await use(page);
    if (faults.length > 0) throw new Error(`the panel threw: ${faults.join('; ')}`);
    await browser.close();
  },
});

export const captureFile = (name: string): string => join(ROOT, `tests/fixtures/captures/${name}.onetrace`);

export async function openCapture(panel: Page, name: string): Promise<void> {
  await panel.setInputFiles('input[type=file]', captureFile(name));
  await panel.locator('[role=grid] [role=row][id]').first().waitFor();
}

/** Selects message `#no` through the filter. */
export async function jumpTo(panel: Page, no: number): Promise<void> {
  const filter = panel.getByRole('combobox', { name: 'Filter messages' });
  await filter.fill(`#${no}`);
  await filter.press('Enter');
  await panel.locator('.detail-head b', { hasText: new RegExp(`^#${no}$`) }).waitFor();
}

/** Opens a view by its tab, or from the menu of those that have no room. */
export async function showView(panel: Page, name: string): Promise<void> {
  const tab = panel.getByRole('tab', { name });
  if (await tab.isVisible()) return tab.click();
  await panel.getByRole('button', { name: /more views/ }).click();
  await panel.getByRole('menuitem', { name }).click();
}

/** What axe finds, as one line for each rule. */
export async function axe(panel: Page): Promise<string[]> {
  await panel.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  return panel.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(', ')}`,
    );
  });
}

export { expect } from '@playwright/test';
