import { byConnection } from '../by-connection.ts';
import { playSession } from '../session.ts';
import { test, expect } from '../test.ts';
import { framesOf } from '../trace-file.ts';

/** What must be seen of a pairing by invitation, in the order of the wire. */
const STORY = [
  'register',
  'authentication_request',
  'authentication_response',
  'authentication_success',
  'communication_request',
  'communication_ready',
  'key-frame',
  'connection_group',
  'person_id_object',
  'instance_id_object',
  'authentication_token',
  'identity',
  'synchronisation',
  'chum.request',
  'chum.data',
];

test.describe('a pairing by invitation', () => {
  test.beforeEach(({ panel, engine }) => panel.allowDecryption(engine));

  test('is shown in DevTools, decrypted, every frame of it', async ({ panel, engine, lab }) => {
    await playSession(lab, engine.ask);
    await engine.ask('close');
    const truth = framesOf(await engine.ask('truth'));
    const wanted = truth.map((frames) => frames.map(({ dir, name }) => `${dir} ${name}`));
    await expect.poll(async () => byConnection(await panel.frames())).toEqual(wanted);

    const names = (await panel.frames()).map(({ name }) => name);
    const places = STORY.map((name) => names.indexOf(name));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('shows each CHUM request with its answer', async ({ panel, engine, lab }) => {
    await playSession(lab, engine.ask);
    await engine.ask('close');
    const frames = framesOf(await engine.ask('truth')).flat();
    const answers = frames.filter(({ name }) => name === 'chum.data').length;
    const answered = async () =>
      (await panel.frames()).filter(({ name, rtt }) => name === 'chum.data' && rtt.includes('↩'));
    await expect.poll(async () => (await answered()).length).toBe(answers);
  });

  test('keeps the token of the invitation out of sight', async ({ panel, engine, lab }) => {
    const { token } = await playSession(lab, engine.ask);
    const find = async () => (await panel.frames()).find(({ name }) => name === 'authentication_token');
    await expect.poll(find).toBeDefined();
    const row = await find();
    if (row) expect(await panel.detailOf(row)).toContain('••••');
    const shown = await panel.everythingShown();
    expect(shown).not.toContain(token);
    // The hex of it neither: no eight bytes in a row.
    expect(shown.replaceAll(/\s/g, '')).not.toContain(Buffer.from(token.slice(0, 8)).toString('hex'));
  });
});
