import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import AxeBuilder from 'axe-core';
import { expect, openCapture, test } from './viewer-fixture.ts';

const sheet = (panel: Page) => panel.getByRole('dialog', { name: 'Export the whole recording' });

async function openSheet(panel: Page): Promise<void> {
  await openCapture(panel, 'keepalive-timeout');
  await panel.getByRole('button', { name: 'Export…' }).click();
  await expect(sheet(panel).getByText('Exactly this leaves')).toBeVisible();
}

async function exported(panel: Page, button: string): Promise<{ bytes: Buffer; name: string; path: string }> {
  const download = panel.waitForEvent('download');
  await sheet(panel).getByRole('button', { name: button }).click();
  const file = await download;
  const path = await file.path();
  return { bytes: await readFile(path), name: file.suggestedFilename(), path };
}

test('the sheet begins with what is safe, and shows what leaves of real messages', async ({ panel }) => {
  await openSheet(panel);
  await expect(sheet(panel).getByRole('radio', { name: /^Shapes only/ })).toBeChecked();
  await expect(sheet(panel).getByRole('radio', { name: 'Passphrase' })).toBeChecked();
  await expect(sheet(panel).getByRole('button', { name: 'Seal and export' })).toBeDisabled();
  const rows = sheet(panel).getByRole('row');
  const step = async (title: string): Promise<void> => {
    for (let left = 100; left > 0; left -= 1) {
      if (await sheet(panel).getByText(`${title} ws`).isVisible()) return;
      await sheet(panel).getByRole('button', { name: 'Next kind' }).click();
    }
  };
  await step('person_id_object');
  await expect(rows.filter({ hasText: /^content/ })).toContainText('not included');
  await expect(sheet(panel)).not.toContainText('node@example.test');
  await sheet(panel)
    .getByRole('radio', { name: /^Everything/ })
    .click();
  await step('binary frame');
  await expect(rows.filter({ hasText: /^content/ })).toContainText('as captured');
});

test('a report for an issue is written at shapes, unsealed where that is chosen', async ({ panel }) => {
  await openSheet(panel);
  await sheet(panel).getByRole('radio', { name: 'Markdown' }).click();
  await sheet(panel).getByRole('radio', { name: 'Nothing' }).click();
  const { bytes, name } = await exported(panel, 'Export unsealed');
  expect(name).toMatch(/\.shapes\.md$/);
  expect(bytes.toString()).toMatch(/^## .* went silent for 25\.0 s, so this page closed ws5\n/);
  expect(bytes.toString()).not.toContain('node@example.test');
});

test('a recording that is sealed opens with its passphrase alone', async ({ panel }) => {
  await openSheet(panel);
  const [passphrase, again] = [
    sheet(panel).getByLabel('Passphrase', { exact: true }).last(),
    sheet(panel).getByLabel('Passphrase again'),
  ];
  await passphrase.fill('a long passphrase');
  await again.fill('another');
  await expect(sheet(panel).getByText('the passphrases differ')).toBeVisible();
  await again.fill('a long passphrase');
  const { bytes, path, name } = await exported(panel, 'Seal and export');
  expect(() => gunzipSync(bytes)).toThrow();
  await panel.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer: await readFile(path) });
  await panel.getByRole('button', { name: 'Open it…' }).click();
  const opening = panel.getByRole('dialog', { name: `Open ${name}` });
  await opening.getByLabel('Passphrase').fill('a wrong passphrase');
  await opening.getByRole('button', { name: 'Open' }).click();
  await expect(panel.getByText('the passphrase does not open it')).toBeVisible();
  await panel.getByRole('button', { name: 'Open it…' }).click();
  await opening.getByLabel('Passphrase').fill('a long passphrase');
  await opening.getByRole('button', { name: 'Open' }).click();
  await expect(panel.getByRole('contentinfo')).toContainText('161 of 161 messages');
  await expect(panel.getByRole('tab', { name: /Findings/ })).toContainText('4');
});

for (const size of [
  { width: 1280, height: 420 },
  { width: 520, height: 900 },
]) {
  test(`the sheet is accessible and fits at ${size.width}×${size.height}`, async ({ panel }) => {
    await panel.setViewportSize(size);
    await openSheet(panel);
    await sheet(panel)
      .getByRole('radio', { name: /^Known fields/ })
      .click();
    await expect(sheet(panel).getByText('Exactly this leaves')).toBeVisible();
    await panel.screenshot({ path: test.info().outputPath(`export-${size.width}.png`) });
    const { x, width } = (await sheet(panel).boundingBox()) ?? { x: -1, width: Infinity };
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(size.width);
    await panel.evaluate(AxeBuilder.source);
    const violations = await panel.evaluate(async () => {
      const axe = (globalThis as unknown as { axe: typeof AxeBuilder }).axe;
      return (await axe.run('dialog')).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
      );
    });
    expect(violations).toEqual([]);
  });
}
