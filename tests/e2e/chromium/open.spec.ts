import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { test as base, type Page } from '@playwright/test';
import { chromium } from 'playwright';
import { startSocketServer } from '../content/socket-server.ts';
import { captureFile, expect } from './viewer-fixture.ts';

const DIST = fileURLToPath(new URL('../../../dist/cli', import.meta.url));
const row = '[role=grid] [role=row][id]';

interface Fixtures {
  /** Holds the command line as it is handed on: a copy of what the build made, and nothing around it. */
  folder: string;
  page: Page;
  /** Runs `one-trace open` and resolves with its address. */
  openFile(...argv: string[]): Promise<{ address: string; child: ChildProcess }>;
}

const test = base.extend<Fixtures>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'one-trace-packed-'));
    await cp(DIST, join(folder, 'cli'), { recursive: true });
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  page: async ({}, use) => {
    const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium' });
    const page = await browser.newPage({ viewport: { width: 1280, height: 600 } });
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => {
      // That it may not be framed is as it should be.
      if (/^(?!Framing).*Content Security Policy/.test(message.text())) faults.push(message.text());
    });
    await use(page);
    await browser.close();
    expect(faults).toEqual([]);
  },
  openFile: async ({ folder }, use) => {
    const children: ChildProcess[] = [];
    await use(async (...argv) => {
      const program = join(folder, 'cli/one-trace.mjs');
      const child = spawn(process.execPath, [program, 'open', ...argv], { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      const [text] = (await once(child.stdout, 'data')) as [Buffer];
      return { address: /http:\S+/.exec(text.toString())?.[0] ?? '', child };
    });
    for (const child of children.filter(({ exitCode }) => exitCode === null)) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  },
});

test('the packed command line shows a recording in a page, and ends with Ctrl+C', async ({ openFile, page }) => {
  const { address, child } = await openFile(captureFile('keepalive-timeout'));
  await page.goto(address);
  await page.locator(row).first().waitFor();
  await expect(page.getByRole('contentinfo')).toContainText('161 of 161 messages');
  await expect(page.locator('body')).toContainText('keepalive-timeout.onetrace');
  const exit = once(child, 'exit');
  child.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
});

test('nothing of the recording stays in the browser', async ({ openFile, page }) => {
  const { address } = await openFile(captureFile('keepalive-timeout'));
  await page.goto(address);
  await page.locator(row).first().waitFor();
  await page.getByRole('tab', { name: 'Connections' }).click();
  expect(await page.evaluate(() => localStorage.length)).toBeGreaterThan(0);
  const script = await page.evaluate(() => document.scripts[0]?.src ?? '');
  // The same origin once more, without the panel.
  await page.goto(script);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(databases.filter((name) => name !== 'one-trace-history')).toEqual([]);
});

test('keys of another file open what the recording itself does not', async ({ folder, openFile, page }) => {
  const lines = gunzipSync(await readFile(captureFile('happy-browser-dials')))
    .toString()
    .trimEnd()
    .split('\n');
  const isKey = (line: string): boolean => line.includes('"kind":"key"');
  await writeFile(join(folder, 'bare'), `${lines.filter((line) => !isKey(line)).join('\n')}\n`);
  await writeFile(join(folder, 'keys'), lines.filter(isKey).join('\n'));
  const shown = async (...argv: string[]): Promise<void> => {
    await page.goto((await openFile(join(folder, 'bare'), ...argv)).address);
    await page.locator(row).first().waitFor();
    await page.getByRole('combobox', { name: 'Filter messages' }).fill('name:authentication_token');
  };
  await shown();
  await expect(page.getByRole('contentinfo')).toContainText(/\b0 of/);
  await shown('--keys', join(folder, 'keys'));
  await expect(page.getByRole('contentinfo')).toContainText(/\b1 of/);
});

test('another page of this machine cannot read it, even where it has learned the address', async ({
  openFile,
  page,
}) => {
  const { address } = await openFile(captureFile('keepalive-timeout'));
  const other = await startSocketServer();
  await page.goto(other.http);
  const outcome = await page.evaluate(async (url) => {
    const frame = Object.assign(document.createElement('iframe'), { src: url });
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    const read = await fetch(`${url}recording/keepalive-timeout.onetrace`).then(
      () => 'read',
      () => 'refused',
    );
    return { read, framed: frame.contentDocument !== null };
  }, address);
  await other.close();
  expect(outcome).toEqual({ read: 'refused', framed: false });
});
