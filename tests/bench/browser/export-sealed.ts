import { stat } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { RedactionLevel } from '../../../src/core/redact/level.ts';

export const PASSPHRASE = 'correct horse battery staple';

const TITLES: Record<RedactionLevel, RegExp> = { shapes: /^Shapes only/, fields: /^Known fields/, none: /^Everything/ };
const NO_LIMIT = { timeout: 3_600_000 };

export interface SealedExport {
  path: string;
  bytes: number;
  /** How many different states of its progress were seen, looked at every quarter of a second. */
  told: number;
}

/** Exports the open recording, as a user does: through the sheet, sealed, until the download has ended. */
export async function exportSealed(page: Page, level: RedactionLevel): Promise<SealedExport> {
  await page.getByRole('button', { name: 'Export…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Export the whole recording' });
  await sheet.getByRole('radio', { name: TITLES[level] }).click();
  if (level === 'none') await sheet.getByLabel(/^I know that/).check();
  await sheet.getByRole('radio', { name: 'Passphrase' }).click();
  await sheet.getByLabel('Passphrase', { exact: true }).last().fill(PASSPHRASE);
  await sheet.getByLabel('Passphrase again').fill(PASSPHRASE);
  const said = new Set<string>();
  const looking = setInterval(() => {
    const asked = sheet.getByRole('status').textContent({ timeout: 200 });
    asked.then((text) => said.add(text ?? '')).catch(() => undefined);
  }, 250);
  try {
    const downloading = page.waitForEvent('download', NO_LIMIT);
    await sheet.getByRole('button', { name: 'Seal and export' }).click();
    const path = await (await downloading).path();
    await sheet.waitFor({ state: 'hidden' });
    return { path, bytes: (await stat(path)).size, told: said.size };
  } finally {
    clearInterval(looking);
  }
}
