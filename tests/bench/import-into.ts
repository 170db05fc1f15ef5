import type { Page } from 'playwright';

/** Opens a recording's file in the panel and waits until all of it is in the list. @returns milliseconds */
export async function importInto(page: Page, path: string, frames: number): Promise<number> {
  const start = performance.now();
  await page.setInputFiles('input[type=file]', path);
  await page.getByText(`${grouped(frames)} of ${grouped(frames)} messages`).waitFor({ timeout: 3_600_000 });
  return performance.now() - start;
}

/** As the status bar writes it. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '\u2009');
