import { expect, type Page } from '@playwright/test';
import { sideFiles, type SideFile } from '../two-sides.ts';
import { axe, showView, test } from './viewer-fixture.ts';

const grid = '[role=grid]';

async function importFile(panel: Page, file: SideFile): Promise<void> {
  await panel.setInputFiles('input[aria-label="Recording to import"]', file);
  await panel.locator(`${grid} [role=row][id]`).first().waitFor();
  await showView(panel, 'Recordings');
}

const pick = (panel: Page, side: 'A' | 'B', file: SideFile): Promise<void> =>
  panel.setInputFiles(`input[aria-label="File for ${side}"]`, file);

test('both sides are merged once their clocks have been looked at, into a recording of its own', async ({ panel }) => {
  const { alice, bob } = await sideFiles('lost-frame');
  await importFile(panel, alice);
  await panel.getByRole('button', { name: 'Merge with…' }).click();
  await expect(panel.getByRole('combobox', { name: 'Recording A' })).toContainText('lost-frame.alice');
  await pick(panel, 'B', bob);
  const found = panel.getByRole('region', { name: 'How the two fit together' });
  await expect(found).toContainText(/Clock of B1\u2009(499|500)\.\d{3} ms ahead of A, uncertain by ± \d/);
  await expect(found).toContainText('Lost1 frame');
  await expect(found).toContainText('what was sent later arrived');
  expect(await axe(panel)).toEqual([]);
  await panel.getByRole('button', { name: 'Merge into a recording' }).click();
  const diagram = panel.getByRole('treegrid', { name: 'Sequence diagram' });
  await expect(diagram).toContainText('A lost-frame.alice');
  await panel.locator("[id='scope-conn:A/ws4']").click();
  await expect(diagram.getByRole('row', { name: /^B to A, key-frame, A\/ws4, .*on the way/ })).toBeVisible();
  expect(await axe(panel)).toEqual([]);
  await showView(panel, 'Recordings');
  await expect(panel.getByRole('listbox', { name: /Recordings/ })).toContainText('lost-frame.alice + lost-frame.bob');

  // From a message to the same one at the other end, and back.
  await showView(panel, 'Messages');
  const detail = panel.getByRole('region', { name: 'Detail' });
  await panel.locator(`${grid} [role=row][id]`, { hasText: 'key-frame' }).first().click();
  const there = detail.getByTitle('The same message at the other end');
  await expect(there).toContainText('B/');
  await there.click();
  await expect(there).toContainText('A/');
  // What the other end does not have, alone.
  await panel.locator('[id^=scope-]').first().click();
  await panel.getByRole('combobox', { name: /Filter/ }).fill('is:unpaired');
  await panel.keyboard.press('Enter');
  await expect(panel.locator(`${grid} [role=row][id]`)).toHaveCount(1);
  await panel.locator(`${grid} [role=row][id]`).click();
  await expect(detail).toContainText('lost');
  await showView(panel, 'Findings');
  await expect(panel.locator('#view')).toContainText('never arrived at the other end');
});

test('two sessions are compared, and what differs leads to the message on either side', async ({ panel }) => {
  const { alice: bad } = await sideFiles('wrong-token');
  const { alice: good } = await sideFiles('pairing-only');
  await importFile(panel, good);
  await panel.getByRole('button', { name: 'Compare with…' }).click();
  await pick(panel, 'B', bad);
  const list = panel.getByRole('listbox', { name: 'Connections and findings of both' });
  await expect(list).toBeFocused();
  await expect(list.getByRole('option', { selected: true })).toContainText('parts after authentication_token');
  await panel.keyboard.press('ArrowDown');
  await expect(list.getByRole('option', { selected: true })).toContainText('pairing.token-unknown, only in B');
  await panel.keyboard.press('Home');
  expect(await axe(panel)).toEqual([]);

  const differs = panel.getByRole('region', { name: 'What differs' });
  await differs
    .getByRole('button', { name: /^B #16/ })
    .first()
    .click();
  await expect(panel.locator('.detail-head')).toContainText('authentication_token');
  await expect(panel.locator('.page-badge')).toContainText('wrong-token.alice');
  await showView(panel, 'Recordings');
  await differs
    .getByRole('button', { name: /^A #17/ })
    .first()
    .click();
  await expect(panel.locator('.page-badge')).toContainText('pairing-only.alice');
  await expect(panel.locator('.detail-head')).toContainText('identity');
});
