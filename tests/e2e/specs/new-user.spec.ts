import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shortTiming } from '../../lab/peer/timing.ts';
import { oneTrace } from '../decode-with-cli.ts';
import { receivedFile } from '../received-file.ts';
import { expect, test } from '../test.ts';

const README = fileURLToPath(new URL('../../../README.md', import.meta.url));

/** A step as the README tells it: where the README says it otherwise, or no more, the step is not that of a new user. */
async function step(sentence: string, act: () => Promise<unknown>): Promise<void> {
  const words = (text: string): string => text.replaceAll(/\s+/g, ' ');
  await test.step(sentence, async () => {
    expect(words(await readFile(README, 'utf8'))).toContain(words(sentence));
    await act();
  });
}

/** Exit status of the command line. */
const statusOf = (...args: string[]): Promise<number> =>
  oneTrace(...args).then(
    () => 0,
    (error: { code?: number }) => error.code ?? -1,
  );

test.describe('a new user, who has the README and nothing else', () => {
  test.use({ variant: 'release' });

  test('comes from a fresh profile to a sealed report that shows the failing phase', async ({
    engine,
    engineName,
    lab,
  }) => {
    await step(
      engineName === 'chromium'
        ? '*Load unpacked* → `dist/chrome`'
        : '*Load Temporary Add-on…* → `dist/firefox/manifest.json`',
      () => engine.goto(lab.pageUrl),
    );
    const panel = await test.step('Open your app, open DevTools, choose the tab **ONE**.', () => engine.openPanel());
    await step('On the sites of ONE apps and on localhost it records at once', () =>
      expect.poll(panel.badge).toMatch(/^(capturing|reload to capture)/),
    );
    await step('**Decrypt** is off until you allow it for a site.', () => panel.allowDecryption(engine));

    const bob = await lab.nodePeer('bob');
    const invitation = bob.createInvitation({ expiry: 1 });
    await invitation.expired();
    await engine.ask('start', lab.commUrl, { name: 'alice', timing: shortTiming });
    await engine.ask('pair', invitation.url).catch(() => undefined);

    await step('says, with evidence, why a pairing failed', async () => {
      await panel.showView('Findings');
      await expect.poll(() => panel.viewShown()).toContain('pairing.token-unknown');
    });

    await step('Press *Export* (or `e`).', () => panel.press('button', 'Export…'));
    await step('The sheet begins with what is safe: *shapes only*, sealed with a passphrase.', async () => {
      await panel.fill('Passphrase', 'correct horse battery');
      await panel.fill('Passphrase again', 'correct horse battery');
    });
    const file = await receivedFile(engine.downloads, () => panel.press('button', 'Seal and export'));
    const pass = join(dirname(file), 'pass');
    await writeFile(pass, 'correct horse battery\n');

    await step('$ one-trace report session.onetrace --passphrase-file pass', async () => {
      const report = await oneTrace('report', file, '--passphrase-file', pass);
      expect(report).toContain('pairing.token-unknown');
      expect(report).toMatch(/pairing [^\n]*\[failed\]/);
      expect(report).not.toContain(invitation.invitation.token);
    });
    await step('$ one-trace check session.onetrace --passphrase-file pass', async () => {
      expect(await statusOf('check', file, '--passphrase-file', pass)).toBe(1);
    });
    await step('They open it in their own ONE tab (drop it there)', async () => {
      expect(await statusOf('report', file)).toBe(2);
    });
  });
});
