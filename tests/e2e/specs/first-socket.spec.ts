import { test, expect } from '../test.ts';

test('the socket of the first inline script is captured from its first frame', async ({ panel, engine, lab }) => {
  await engine.goto(lab.inlinePageUrl);
  await expect
    .poll(async () => (await panel.frames()).filter(({ conn }) => conn === 'ws1').map(({ name }) => name))
    .toEqual(['register', 'authentication_request', 'authentication_response', 'authentication_success']);
});
