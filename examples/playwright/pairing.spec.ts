import { expect, test } from './fixtures.ts';

/** The page of your app; here the one of the lab, whose address tests/e2e/example.spec.ts gives. */
const APP = process.env['APP_URL'] ?? 'http://127.0.0.1:5173/';
const COMM_SERVER = process.env['COMM_URL'] ?? 'ws://127.0.0.1:8000';
const INVITATION = process.env['INVITATION'] ?? '';

test('pairs by invitation', async ({ page, oneTrace }) => {
  await page.goto(APP);
  await page.evaluate((url) => window.lab.start(url), COMM_SERVER);
  oneTrace.mark('the invitation is used');
  // A user would press a button here; whether it worked is what the recording says.
  await page.evaluate((url) => window.lab.pair(url).catch(() => undefined), INVITATION);

  // Fails with the codes of what went wrong, and with the recording attached.
  expect(await oneTrace.errors()).toEqual([]);
});
