import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { extensionDir } from '../extension-dir.ts';
import { dropFile } from '../drop-file.ts';
import { launchChromium } from './launch.ts';
import { captureFile } from './viewer-fixture.ts';

const VIEWS = ['Connections', 'Handshakes', 'Sequence', 'Sync', 'Plugins', 'Stats', 'Findings', 'Log'];

test('a page of the extension shows a dropped recording in every view, and keeps it in its list', async () => {
  const look = { dock: 'bottom', theme: 'light' } as const;
  const chromium = await launchChromium({ extension: extensionDir('chrome'), look, headless: true });
  const page = await chromium.context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await page.goto(`chrome-extension://${chromium.extensionId}/src/devtools/panel.html?viewer`);
  await page.getByRole('button', { name: 'Open a recording…' }).waitFor();
  const content = (await readFile(captureFile('keepalive-timeout'))).toString('base64');
  await page.evaluate(dropFile, { name: 'keepalive-timeout.onetrace', content });
  await expect(page.getByRole('contentinfo')).toContainText('161 of 161 messages');
  for (const view of VIEWS) {
    await page.getByRole('tab', { name: view }).click();
    await expect(page.getByRole('tabpanel')).toContainText(/\w/);
  }
  await page.reload();
  await page.getByRole('tab', { name: 'Recordings' }).click();
  const list = page.getByRole('listbox', { name: 'Recordings on this machine' });
  await list.getByRole('option', { name: /keepalive-timeout/ }).dblclick();
  await expect(page.getByRole('contentinfo')).toContainText('161 of 161 messages');
  expect(faults).toEqual([]);
  await chromium.close();
});
