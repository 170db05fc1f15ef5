import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { writeArchive } from '../../../src/core/trace/archive/write.ts';
import { GENERATOR } from '../../../src/core/trace/archive/header.ts';
import { sessionRecords } from '../../bench/traffic.ts';
import { extensionDir } from '../extension-dir.ts';
import { launchChromium } from './launch.ts';

const FRAMES = 25_000;

async function writeLong(path: string): Promise<void> {
  const header = {
    format: 'one-trace',
    version: 1,
    created: '2026-11-23T00:00:00.000Z',
    generator: GENERATOR,
  } as const;
  const records = sessionRecords({ frames: FRAMES, size: 200 });
  await pipeline(writeArchive({ ...header, redaction: 'none' }, records), createWriteStream(path));
}

/** Files for the user in the private file system of the page's origin. */
async function onDisk(): Promise<string[]> {
  const root = await navigator.storage.getDirectory();
  const names: string[] = [];
  for await (const name of (await root.getDirectoryHandle('scratch', { create: true })).keys()) names.push(name);
  return names.filter((name) => name.startsWith('file-'));
}

/** Clicks Stop as soon as the export has a file. */
async function stopWhileWriting(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('scratch', { create: true });
  for (;;) {
    for await (const name of folder.keys()) {
      if (!name.startsWith('file-')) continue;
      const stop = [...document.querySelectorAll('dialog button')].find(({ textContent }) => textContent === 'Stop');
      return (stop as HTMLElement).click();
    }
  }
}

test('an export is written to the disk, and one that is stopped leaves nothing there', async ({}, info) => {
  test.setTimeout(120_000);
  const path = info.outputPath('long.onetrace');
  await writeLong(path);
  const look = { dock: 'bottom', theme: 'light' } as const;
  const chromium = await launchChromium({ extension: extensionDir('chrome'), look, headless: true });
  const page = await chromium.context.newPage();
  await page.goto(`chrome-extension://${chromium.extensionId}/src/devtools/panel.html?viewer`);
  await page.locator('input[type=file]').setInputFiles(path);
  await expect(page.getByRole('contentinfo')).toContainText(/25\s000 of 25\s000 messages/, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Export…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Export the whole recording' });
  await sheet.getByRole('radio', { name: /^Everything/ }).click();
  await sheet.getByLabel(/^I know that/).check();
  await sheet.getByRole('radio', { name: 'Nothing' }).click();
  const button = sheet.getByRole('button', { name: 'Export unsealed' });
  await button.click();
  await page.evaluate(stopWhileWriting);
  await expect(sheet.getByRole('alert')).toHaveText('Not exported: the export was stopped');
  expect(await page.evaluate(onDisk)).toEqual([]);
  const downloading = page.waitForEvent('download', { timeout: 60_000 });
  await button.click();
  const exported = gunzipSync(await readFile(await (await downloading).path())).toString();
  expect(exported.split('\n').filter((line) => line.startsWith('{"kind":"frame"'))).toHaveLength(FRAMES);
  expect(await page.evaluate(onDisk)).toHaveLength(1);
  await chromium.close();
});
