import type { Page } from 'playwright';

/** Opens a recording's file in the panel and waits until all of it is in the list. @returns milliseconds */
export async function importInto(page: Page, path: string, frames: number, passphrase?: string): Promise<number> {
  const start = performance.now();
  await page.setInputFiles('input[type=file]', path);
  if (passphrase !== undefined) {
    await page.getByRole('button', { name: 'Open it…' }).click();
    const opening = page.getByRole('dialog', { name: /^Open / });
    await opening.getByLabel('Passphrase').fill(passphrase);
    await opening.getByRole('button', { name: 'Open' }).click();
  }
  await allListed(page, frames);
  return performance.now() - start;
}

export const allListed = (page: Page, frames: number): Promise<void> =>
  page.getByText(`${grouped(frames)} of ${grouped(frames)} messages`).waitFor({ timeout: 3_600_000 });

/** As the status bar writes it. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '\u2009');
