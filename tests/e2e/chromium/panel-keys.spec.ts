import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { captureFile, expect, jumpTo, test } from './viewer-fixture.ts';

const capture = async (): Promise<string[]> =>
  gunzipSync(await readFile(captureFile('keepalive-timeout')))
    .toString()
    .split('\n');
const isKey = (line: string): boolean => line.startsWith('{"kind":"key"');

test('keys that are pasted open a recording that came without', async ({ panel }) => {
  const lines = await capture();
  const locked = Buffer.from(lines.filter((line) => !isKey(line)).join('\n'));
  await panel.setInputFiles('input[type=file]', { name: 'locked.onetrace', mimeType: '', buffer: locked });
  const locks = panel.getByText(/encrypted without a key/);
  await expect(locks.first()).toBeVisible();

  await panel.getByRole('tab', { name: 'Settings' }).click();
  const field = panel.getByRole('textbox', { name: /Key records/ });
  await field.fill('{"kind":"note","t":1,"text":"no key"}');
  await panel.getByRole('button', { name: 'Use these keys' }).click();
  await expect(panel.getByText('line 1 is not a key record')).toBeVisible();

  await field.fill(lines.filter(isKey).join('\n'));
  await panel.getByRole('button', { name: 'Use these keys' }).click();
  await expect(field).toHaveValue('');
  await panel.getByRole('tab', { name: 'Messages' }).click();
  await expect(locks).toHaveCount(0);
  await jumpTo(panel, 86);
  await expect(panel.locator('.detail-head')).toContainText('chum.data');
});
