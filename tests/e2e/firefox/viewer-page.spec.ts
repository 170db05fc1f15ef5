import { readFile } from 'node:fs/promises';
import { test } from '@playwright/test';
import { captureFile } from '../chromium/viewer-fixture.ts';
import { chooseFile } from '../choose-file.ts';
import { dropFile } from '../drop-file.ts';
import { sideFiles, type SideFile } from '../two-sides.ts';
import { until } from '../until.ts';
import { openViewer, type Viewer } from './viewer.ts';

const asText = ({ name, buffer }: SideFile) => ({ name, content: buffer.toString('base64') });

/** Opens one recording, and gives the other as B to what the button begins. */
async function both(viewer: Viewer, one: SideFile, other: SideFile, button: string): Promise<void> {
  const { firefox, says, press } = viewer;
  await firefox.inPage(dropFile, asText(one));
  await says('[role=grid]', 'register');
  await press('tab', 'Recordings');
  await press('button', button);
  await until('the field for B', () => firefox.inPage(chooseFile, { label: 'File for B', ...asText(other) }));
}

test('a page of the extension shows a dropped recording, and keeps it in its list', async () => {
  const { firefox, open, says, press } = await openViewer();
  const content = (await readFile(captureFile('keepalive-timeout'))).toString('base64');
  await firefox.inPage(dropFile, { name: 'keepalive-timeout.onetrace', content });
  await says('footer', '161 of 161 messages');
  await open();
  await press('tab', 'Recordings');
  await says('#view [role=listbox]', 'keepalive-timeout');
  await firefox.close();
});

test('both sides of a session are merged, and the frame that got lost is named', async () => {
  const { alice, bob } = await sideFiles('lost-frame');
  const viewer = await openViewer();
  await both(viewer, alice, bob, 'Merge with…');
  await viewer.says('#view', 'what was sent later arrived');
  await viewer.press('button', 'Merge into a recording');
  await viewer.says('#view', 'A lost-frame.alice');
  await viewer.press('tab', 'Findings');
  await viewer.says('#view', 'never arrived at the other end');
  await viewer.firefox.close();
});

test('two sessions are compared, and it is said where they part', async () => {
  const { alice: bad } = await sideFiles('wrong-token');
  const { alice: good } = await sideFiles('pairing-only');
  const viewer = await openViewer();
  await both(viewer, good, bad, 'Compare with…');
  await viewer.says('#view', 'parts after authentication_token');
  await viewer.says('#view', 'pairing.token-unknown');
  await viewer.firefox.close();
});
