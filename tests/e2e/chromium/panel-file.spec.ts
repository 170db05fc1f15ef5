import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { captureFile, expect, jumpTo, openCapture, test } from './viewer-fixture.ts';

const grid = '[role=grid]';
const connection = (panel: Page, name: string): Locator => panel.locator(`[id='scope-conn:${name}']`);

test('a file fills the list, and the numbers agree everywhere', async ({ panel }) => {
  await openCapture(panel, 'keepalive-timeout');
  await expect(panel.getByRole('contentinfo')).toContainText('161 of 161 messages');
  await expect(panel.getByRole('contentinfo')).toContainText('8 connections');
  await expect(connection(panel, 'ws5')).toContainText('timed out');
  const rows = Number(await panel.locator(grid).getAttribute('aria-rowcount'));
  expect(rows).toBeGreaterThan(161);
  expect(await panel.locator(`${grid} [role=row]`).count()).toBeLessThan(110);
});

test('a selected message shows its layers, and a field marks its bytes', async ({ panel }) => {
  await openCapture(panel, 'keepalive-timeout');
  await jumpTo(panel, 86);
  await expect(panel.locator(`${grid} [aria-selected=true]`)).toBeInViewport();
  const tree = panel.getByRole('tree', { name: 'Layers and fields' });
  await expect(tree).toContainText('ChatMessage');
  await tree.getByRole('treeitem', { name: /responseId/ }).hover();
  await expect(panel.locator('.hex-line .byte.marked')).toHaveCount(14);
  await expect(panel.getByText('bytes 51–64, 14 B')).toBeVisible();
  const link = tree.getByRole('button', { name: /#85/ });
  await link.click();
  await expect(panel.locator('.detail-head')).toContainText('#85');
});

test('filters while typing, completes, and says what is wrong', async ({ panel }) => {
  await openCapture(panel, 'keepalive-timeout');
  const filter = panel.getByRole('combobox', { name: 'Filter messages' });
  await filter.pressSequentially('layer:chum is:un');
  await expect(panel.getByRole('option').first()).toContainText('is:unanswered');
  await filter.press('Tab');
  await expect(filter).toHaveValue('layer:chum is:unanswered');
  await expect(panel.getByRole('contentinfo')).toContainText('1 of 161 messages');
  await filter.fill('layer:chum rtt:>fast');
  await expect(panel.getByText(/expected a duration/)).toBeVisible();
  await expect(panel.getByRole('contentinfo')).toContainText('1 of 161 messages');
  await filter.fill('"hello 1/1 from node"');
  await expect(panel.getByRole('contentinfo')).toContainText('1 of 161 messages');
  await filter.fill('');
  await expect(panel.getByRole('contentinfo')).toContainText('161 of 161 messages');
});

test('a filter that leaves nothing says which term to drop', async ({ panel }) => {
  await openCapture(panel, 'keepalive-timeout');
  const filter = panel.getByRole('combobox', { name: 'Filter messages' });
  await filter.fill('layer:chum size:>1000k');
  await expect(panel.getByText('All 161 messages are hidden by the filter.')).toBeVisible();
  await panel.getByRole('button', { name: 'Drop size:>1000k' }).click();
  await expect(filter).toHaveValue('layer:chum');
  await expect(panel.locator(`${grid} [role=row][id]`).first()).toBeVisible();
});

test('the connection list sets the scope, and the selection survives it', async ({ panel }) => {
  await openCapture(panel, 'keepalive-timeout');
  await jumpTo(panel, 86);
  await connection(panel, 'ws5').click();
  await expect(panel.getByRole('contentinfo')).toContainText('ws5: 55 of 161');
  await expect(panel.locator(`${grid} [aria-selected=true]`)).toContainText('86');
  await connection(panel, 'ws1').click();
  await expect(panel.getByText(/Hidden by the filter or the scope/)).toBeVisible();
  await expect(panel.locator('.detail-head')).toContainText('#86');
});

test('secrets are masked everywhere until the eye shows one', async ({ panel }) => {
  const lines = gunzipSync(await readFile(captureFile('happy-browser-dials'))).toString();
  const keys = [...lines.matchAll(/"key":"([0-9a-f]{64})"/g)].map(([, key]) => key ?? '');
  expect(keys.length).toBeGreaterThan(0);
  await openCapture(panel, 'happy-browser-dials');
  const filter = panel.getByRole('combobox', { name: 'Filter messages' });
  await filter.fill('name:authentication_token');
  await expect(panel.getByRole('contentinfo')).toContainText(': 1 of');
  await panel.locator(`${grid} [role=row][id]`).click();
  const tree = panel.getByRole('tree', { name: 'Layers and fields' });
  await expect(tree).toContainText('••••••••');
  await expect(panel.locator('.hex-line').filter({ hasText: '••' }).first()).toBeVisible();
  const before = await panel.locator('body').innerHTML();
  await tree
    .getByRole('button', { name: /^Show token/ })
    .first()
    .click();
  await expect(tree.getByRole('treeitem', { name: /^token/ })).not.toContainText('••••••••');
  const token = await tree
    .getByRole('treeitem', { name: /^token/ })
    .locator('span')
    .nth(1)
    .innerText();
  expect(token.length).toBeGreaterThan(20);
  expect(before).not.toContain(token);
  for (const key of keys) expect(before).not.toContain(key);
  await panel.getByRole('combobox').focus();
  await expect(tree.getByRole('treeitem', { name: /^token/ })).toContainText('••••••••');
});

test('copying a message with a hidden value asks first', async ({ panel }) => {
  await openCapture(panel, 'happy-browser-dials');
  await panel.getByRole('combobox').fill('name:authentication_token');
  await expect(panel.getByRole('contentinfo')).toContainText(': 1 of');
  await panel.locator(`${grid} [role=row][id]`).click();
  await panel.getByRole('tree').waitFor();
  await panel.getByRole('button', { name: 'Copy as (c)' }).click();
  await panel.getByRole('menuitem', { name: 'Hex' }).click();
  await expect(panel.getByRole('dialog', { name: 'Copy hidden values?' })).toBeVisible();
  await panel.getByRole('button', { name: 'Do not copy' }).click();
  await expect(panel.getByRole('dialog')).toHaveCount(0);
});

test('everything can be reached with keys', async ({ panel }) => {
  await openCapture(panel, 'keepalive-timeout');
  await jumpTo(panel, 85);
  await expect(panel.locator(grid)).toBeFocused();
  const head = panel.locator('.detail-head b');
  await panel.keyboard.press('j');
  await expect(head).toHaveText('#86');
  await panel.keyboard.press('r');
  await expect(head).toHaveText('#85');
  await panel.keyboard.press('ArrowUp');
  await panel.keyboard.press('ArrowUp');
  await expect(head).toHaveText('#83');
  await panel.keyboard.press('n');
  await expect(panel.locator(`${grid} [aria-selected=true]`)).toContainText('none');
  await panel.keyboard.press('t');
  await expect(panel.getByRole('columnheader', { name: /Since start/ })).toBeVisible();
  // The tree of the message that was selected last: its cursor goes when the next one comes.
  await expect(panel.locator('.detail')).toHaveAttribute('aria-busy', 'false');
  await panel.keyboard.press('Enter');
  await expect(panel.getByRole('tree')).toBeFocused();
  await panel.keyboard.press('End');
  await panel.keyboard.press('ArrowUp');
  await expect(panel.getByRole('tree').locator('[aria-selected=true]')).toHaveCount(1);
  await panel.keyboard.press('Escape');
  await panel.keyboard.press('Escape');
  await panel.keyboard.press('Escape');
  await expect(panel.locator(grid)).toBeFocused();
  await panel.keyboard.press('End');
  await expect(panel.locator(`${grid} [aria-selected=true]`)).toBeInViewport();
  await panel.keyboard.press('/');
  await expect(panel.getByRole('combobox')).toBeFocused();
  await panel.keyboard.press('Escape');
  await expect(panel.locator(grid)).toBeFocused();
  await panel.keyboard.press('?');
  await expect(panel.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await panel.keyboard.press('Escape');
  await panel.keyboard.press('1');
  await expect(panel.getByRole('tab', { name: 'Connections' })).toHaveAttribute('aria-selected', 'true');
});

test('names in a recording are shown as text, whatever they hold', async ({ panel }) => {
  const evil = '<img src=x onerror="document.title=1">';
  const lines = [
    { format: 'one-trace', version: 1, created: '2026-01-01T00:00:00.000Z', generator: 'test', redaction: 'none' },
    { kind: 'page', page: 'p1', t: 1, url: 'http://127.0.0.1/', title: evil, realm: 'window' },
    { kind: 'open', conn: evil, page: 'p1', t: 2, transport: 'websocket', url: 'ws://127.0.0.1/' },
    {
      kind: 'frame',
      conn: evil,
      seq: 0,
      t: 3,
      dir: 'out',
      type: 'text',
      size: 50,
      text: JSON.stringify({ command: evil }),
    },
    { kind: 'close', conn: evil, t: 4, code: 1000, reason: evil, clean: true },
  ];
  await panel.setInputFiles('input[type=file]', {
    name: 'evil.onetrace',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')),
  });
  await panel.locator(`${grid} [role=row][id]`).nth(2).click();
  await expect(panel.locator('.detail')).toBeVisible();
  for (const tab of ['Connections', 'Findings', 'Recordings']) await panel.getByRole('tab', { name: tab }).click();
  expect(await panel.locator('img').count()).toBe(0);
  expect(await panel.title()).toBe('ONE Trace');
});

test('a file that is no recording is refused in one line, a cut one can be salvaged', async ({ panel }) => {
  const whole = await readFile(captureFile('keepalive-timeout'));
  await panel.setInputFiles('input[type=file]', { name: 'no.onetrace', mimeType: '', buffer: Buffer.from('hello') });
  await expect(panel.getByText(/no.onetrace cannot be opened/)).toBeVisible();
  await panel.setInputFiles('input[type=file]', {
    name: 'cut.onetrace',
    mimeType: '',
    buffer: whole.subarray(0, whole.length / 2),
  });
  await panel.getByRole('button', { name: /Open what can be read/ }).click();
  await panel.locator(`${grid} [role=row][id]`).first().waitFor();
  await expect(panel.getByText(/records? lost/).first()).toBeVisible();
});

test('an export without keys opens again and holds none', async ({ panel }) => {
  await openCapture(panel, 'keepalive-timeout');
  await panel.getByRole('button', { name: 'Export… (e)' }).click();
  const confirm = panel.getByRole('button', { name: 'Export unsealed' });
  await panel.getByRole('radio', { name: /^Everything/ }).check();
  await panel.getByRole('radio', { name: 'Nothing' }).check();
  await expect(confirm).toBeDisabled();
  await panel.getByRole('checkbox', { name: /I know that/ }).check();
  const [file] = await Promise.all([panel.waitForEvent('download'), confirm.click()]);
  const text = gunzipSync(await readFile(await file.path())).toString();
  expect(text).not.toContain('"kind":"key"');
  expect(text.match(/"kind":"frame"/g)).toHaveLength(161);
});
