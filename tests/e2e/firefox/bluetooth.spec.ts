import { expect, test } from '../test.ts';

test('Settings say that Firefox has no Web Bluetooth', async ({ panel }) => {
  await panel.showView('Settings');
  await expect.poll(() => panel.viewShown()).toContain('there is no Web Bluetooth');
});
