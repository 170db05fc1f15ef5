import { WORDLESS } from '../../../src/core/trace/wordless.ts';
import { shortTiming } from '../../lab/peer/timing.ts';
import type { Engine } from '../engine.ts';
import { tell } from '../faults/outcomes.ts';
import { recordsOf, wireOfStored } from '../stored-recordings.ts';
import { test, expect } from '../test.ts';
import { wireOfTruth } from '../trace-file.ts';

test.use({ keepsPages: true });

/** To another document of the lab; one that is just going, or just coming, does not answer. */
async function leave({ ask }: Engine): Promise<void> {
  await ask('leave', '/?elsewhere');
  await expect.poll(() => ask('query').catch(() => '')).toBe('?elsewhere');
}

const options = { name: 'alice', timing: shortTiming, redials: false };

test('a page that comes back out of the back-forward cache is the same page: it goes on, and so does its recording', async ({
  engine,
  engineName,
  lab,
}) => {
  // Without DevTools: with them open, browsers keep no page.
  await engine.goto(`${lab.pageUrl}?kept`);
  const bob = await lab.nodePeer('bob');
  await engine.ask('start', lab.commUrl, options);
  await engine.ask('pair', bob.createInvitation().url);
  await engine.ask('chat', 'before');
  await bob.chat.waitFor('before');
  await engine.ask('close');
  const before = wireOfTruth(await engine.ask('truth'));
  const seen = async () => (await engine.stored()).flatMap((each) => wireOfStored(each));
  await expect.poll(seen).toEqual(before);

  await leave(engine);
  await engine.ask('leave', 'back');
  await expect.poll(() => engine.ask('restored').catch(() => 0)).toBe(1);

  await engine.ask('start', lab.commUrl, options);
  await engine.ask('pair', bob.createInvitation().url);
  await engine.ask('chat', 'after');
  await bob.chat.waitFor('after');
  await engine.ask('close');
  const after = wireOfTruth(await engine.ask('truth'));
  await expect.poll(seen).toEqual([...before, ...after]);
  const whole = [...before, ...after];
  tell({ browser: engineName, sent: whole.flat().length, recorded: (await seen()).flat().length, lost: 0 });
  const notes = (await engine.stored())
    .flatMap(recordsOf)
    .flatMap((record) => (record.kind === 'note' ? [record.text] : []));
  expect(notes).not.toContain(WORDLESS);
  expect(notes).toEqual(
    expect.arrayContaining(['page put into the back-forward cache', 'page shown again from the back-forward cache']),
  );
});
