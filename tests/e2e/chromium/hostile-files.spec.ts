import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { test as base, type Page } from '@playwright/test';
import { hostileRecording } from '../../cli/hostile-recording.ts';
import { HEADER_LINE } from '../../core/trace/archive/fixtures.ts';
import { extensionDir } from '../extension-dir.ts';
import { launchChromium } from './launch.ts';
import { captureFile, expect } from './viewer-fixture.ts';

const VIEWS = ['Messages', 'Connections', 'Handshakes', 'Sequence', 'Sync', 'Plugins', 'Stats', 'Findings', 'Log'];
const OPEN = '{"kind":"open","conn":"ws1","page":"p1","t":1000,"transport":"websocket","url":"wss://x.example/"}';
const CLOSE = '{"kind":"close","conn":"ws1","t":1009,"code":1000,"reason":"","clean":true}';
const says = (text: string): string =>
  JSON.stringify({
    kind: 'frame',
    conn: 'ws1',
    seq: 0,
    t: 1001,
    dir: 'out',
    type: 'text',
    size: Buffer.byteLength(text),
    text,
  });
const fileOf = (...lines: string[]): Buffer => Buffer.from(`${[HEADER_LINE, ...lines].join('\n')}\n`);
const nested = '['.repeat(10_000) + ']'.repeat(10_000);

/** Runs in the panel: texts that stand beside one which turns the direction, and are turned with it. */
function turnedBeside(): string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const turned: string[] = [];
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement;
    if (!parent || !/[\u202a-\u202e\u2066-\u2069]/.test(node.nodeValue ?? '')) continue;
    if (getComputedStyle(parent).unicodeBidi !== 'isolate' || node.nextSibling?.textContent?.trim())
      turned.push(`${parent.outerHTML.slice(0, 200)}`);
  }
  return turned;
}

/** What each file is, and what the panel says of it. */
const FILES: { what: string; content: () => Buffer; said: RegExp }[] = [
  { what: 'texts that inject', content: () => Buffer.from(hostileRecording()), said: /8 of 8/ },
  { what: 'nests of 10 000', content: () => fileOf(OPEN, says(nested), CLOSE), said: /1 of 1/ },
  {
    what: 'one message of 100 MB of JSON',
    content: () =>
      gzipSync(fileOf(OPEN, says(`{"command":"register","x":[${'1234567,'.repeat(12_500_000)}0]}`), CLOSE), {
        level: 1,
      }),
    said: /cannot be opened: line 3 is longer than/,
  },
  {
    what: 'two million ends of lines',
    content: () => gzipSync(fileOf('\n'.repeat(2_000_000), OPEN, CLOSE)),
    said: /0 of 0|No messages|ws1/,
  },
  {
    what: 'a bomb of 1 GiB of spaces',
    content: () => gzipSync(Buffer.concat([fileOf(OPEN), Buffer.alloc(2 ** 30, 0x20)])),
    said: /cannot be opened: line 3 is longer than/,
  },
  {
    what: 'no recording at all',
    content: () => Buffer.from('<html><img src=x onerror=alert(1)>'),
    said: /cannot be opened: this is no ONE Trace recording/,
  },
];

interface Fixtures {
  viewer: { page: Page; faults: string[]; asked: string[]; open(name: string, content: Buffer): Promise<void> };
}

const test = base.extend<Fixtures>({
  viewer: async ({}, use) => {
    const look = { dock: 'bottom', theme: 'light' } as const;
    const chromium = await launchChromium({ extension: extensionDir('chrome'), look, headless: true });
    const folder = await mkdtemp(join(tmpdir(), 'one-trace-hostile-'));
    const page = await chromium.context.newPage();
    const faults: string[] = [];
    const asked: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('dialog', (dialog) => (faults.push(dialog.message()), void dialog.dismiss()));
    page.on('crash', () => faults.push('crashed'));
    chromium.context.on('request', (request) => asked.push(request.url()));
    await page.goto(`chrome-extension://${chromium.extensionId}/src/devtools/panel.html?viewer`);
    await page.setInputFiles('input[type=file]', captureFile('keepalive-timeout'));
    await expect(page.getByRole('contentinfo')).toContainText('161 of 161 messages');
    await use({
      page,
      faults,
      asked,
      async open(name, content) {
        await writeFile(join(folder, name), content);
        await page.setInputFiles('input[type=file]', join(folder, name));
      },
    });
    await chromium.close();
    await rm(folder, { recursive: true });
  },
});

for (const { what, content, said } of FILES)
  test(`a file with ${what} is text to the panel, which lives on with all that it has`, async ({ viewer }) => {
    const { page, faults, asked, open } = viewer;
    await open('hostile.onetrace', content());
    await expect(page.locator('body')).toContainText(said, { timeout: 60_000 });
    for (const view of VIEWS) {
      await page.getByRole('tab', { name: view }).click();
      await expect(page.getByRole('tabpanel')).toContainText(/\w/);
      expect(await page.evaluate(turnedBeside)).toEqual([]);
      expect(await page.locator('img, iframe, script:not([src]), a[href^=javascript]').count()).toBe(0);
    }
    await page.reload();
    await page.getByRole('tab', { name: 'Recordings' }).click();
    const list = page.getByRole('listbox', { name: 'Recordings on this machine' });
    await list.getByRole('option', { name: /keepalive-timeout/ }).dblclick();
    await expect(page.getByRole('contentinfo')).toContainText('161 of 161 messages');
    expect(faults).toEqual([]);
    expect(asked.filter((url) => !url.startsWith('chrome-extension:') && !url.startsWith('blob:'))).toEqual([]);
  });
