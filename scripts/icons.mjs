// Draws public/icons/icon-*.png from icon.svg with the system's Chromium. Run it after the drawing changed; the results are committed.
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright';

const folder = new URL('../public/icons/', import.meta.url);
const svg = await readFile(new URL('icon.svg', folder), 'utf8');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0;background:transparent}svg{display:block;width:${size}px}</style>${svg}`);
  const path = new URL(`icon-${size}.png`, folder).pathname;
  await page.screenshot({ path, omitBackground: true });
}
await browser.close();
