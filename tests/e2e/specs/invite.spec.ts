import { readTraceFile } from '../trace-file.ts';
import { receivedFile } from '../received-file.ts';
import { shortTiming } from '../../lab/peer/timing.ts';
import { test, expect } from '../test.ts';

const fragmentOf = (invitation: string): string => invitation.slice(invitation.indexOf('#'));

test.describe('an invitation', () => {
  test('that is opened is followed from then on, and its token is in no file', async ({ panel, engine, lab }) => {
    const peer = await lab.nodePeer('bob');
    const { url, invitation } = peer.createInvitation();
    await engine.goto(`${lab.pageUrl}?invited=true${fragmentOf(url)}`);
    await engine.ask('start', lab.commUrl, { name: 'alice', timing: shortTiming });
    await panel.showView('Handshakes');
    await expect.poll(() => panel.everythingShown()).toContain('no dial yet');

    await engine.ask('pair', url);
    await expect.poll(() => panel.everythingShown()).not.toContain('no dial yet');
    await expect.poll(() => panel.everythingShown()).toContain('Trust (pairing)');
    await engine.ask('close');

    const lines = await readTraceFile(
      await receivedFile(engine.downloads, () => panel.exportRecording({ keys: false })),
    );
    const notes = lines.filter(({ kind, type }) => kind === 'note' && type === 'invite');
    expect(notes).toHaveLength(1);
    expect(JSON.parse(String(notes[0]?.['text']))).toMatchObject({
      how: 'opened',
      publicKey: invitation.publicKey,
      tokenLength: 64,
      host: new URL(lab.commUrl).host,
    });
    expect(JSON.stringify(lines)).not.toContain(invitation.token);
  });

  test('that cannot be used says why, although no dial follows', async ({ panel, engine, lab }) => {
    const cut = encodeURIComponent(JSON.stringify({ token: 'abc', publicKey: 'ab'.repeat(32), url: lab.commUrl }));
    await engine.goto(`${lab.pageUrl}#${cut}`);
    await panel.showView('Handshakes');
    await expect.poll(() => panel.everythingShown()).toContain('has a token of 3 characters instead of 64');
    await panel.showView('Findings');
    await expect.poll(() => panel.everythingShown()).toContain('pairing.invite-malformed');
  });
});
