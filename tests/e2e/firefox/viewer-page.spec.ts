import { readFile } from 'node:fs/promises';
import { test } from '@playwright/test';
import { captureFile } from '../chromium/viewer-fixture.ts';
import { dropFile } from '../drop-file.ts';
import { extensionDir } from '../extension-dir.ts';
import { until } from '../until.ts';
import { launchFirefox } from './launch.ts';

declare const WebExtensionPolicy: { getByID(id: string): { mozExtensionHostname: string } };

test('a page of the extension shows a dropped recording, and keeps it in its list', async () => {
  const look = { dock: 'bottom', theme: 'light' } as const;
  const firefox = await launchFirefox({ extension: extensionDir('firefox'), look });
  const root = await firefox.inChrome((id) => WebExtensionPolicy.getByID(id).mozExtensionHostname, firefox.addonId);
  const says = (selector: string, words: string) =>
    until(`${selector} to say ${words}`, () =>
      firefox.inPage(
        (at, said) => document.querySelector(String(at))?.textContent.includes(String(said)) === true,
        selector,
        words,
      ),
    );
  const address = `moz-extension://${root}/src/devtools/panel.html?viewer`;
  await firefox.navigate(address);
  await says('body', 'Open a recording…');
  const content = (await readFile(captureFile('keepalive-timeout'))).toString('base64');
  await firefox.inPage(dropFile, { name: 'keepalive-timeout.onetrace', content });
  await says('footer', '161 of 161 messages');
  await firefox.navigate(address);
  await says('body', 'Open a recording…');
  await firefox.inPage(() => document.getElementById('tab-recordings')?.click());
  await says('#view [role=listbox]', 'keepalive-timeout');
  await firefox.close();
});
