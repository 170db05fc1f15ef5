import { decodeWithCli } from '../decode-with-cli.ts';
import { receivedFile } from '../received-file.ts';
import { playSession } from '../session.ts';
import { test, expect } from '../test.ts';
import { framesOf, readTraceFile } from '../trace-file.ts';

test.describe('recordings', () => {
  test('the last minutes of a tab are saved, named, and exported from the list', async ({ panel, engine, lab }) => {
    await playSession(lab, engine.ask);
    await engine.ask('close');
    const truth = framesOf(await engine.ask('truth')).flat();
    await expect.poll(() => panel.capturedFrames()).toBe(truth.length);

    await panel.press('button', 'Save the recent past');
    await panel.press('menuitem', 'Save the last 5 minutes');
    await expect.poll(() => panel.notice()).toContain(`with ${truth.length} messages`);
    await panel.press('button', 'Name it');
    await panel.fill('Name', 'The chat that worked');
    await panel.fill('Note', 'both sides were in one room');
    await panel.press('button', 'Keep name and note');

    await panel.showView('Recordings');
    await expect.poll(async () => (await panel.recordings())[0]).toContain('The chat that worked, saved');
    await panel.press('option', 'The chat that worked');
    await expect.poll(() => panel.viewShown()).toContain('both sides were in one room');
    const file = await receivedFile(engine.downloads, async () => {
      await panel.press('radio', 'Everything');
      await panel.press('checkbox', 'I know that');
      await panel.press('radio', 'Nothing');
      await panel.press('button', 'Export unsealed');
    });
    const decoded = await decodeWithCli(file);
    expect(decoded.map(({ size }) => size).sort()).toEqual(truth.map(({ size }) => size).sort());
    const [header] = await readTraceFile(file);
    expect(header).toMatchObject({ note: 'both sides were in one room' });
  });

  test('Ctrl+S saves the last five minutes, whatever is selected', async ({ panel, engine, lab }) => {
    await playSession(lab, engine.ask);
    await expect.poll(() => panel.capturedFrames()).toBeGreaterThan(20);
    const isTaken = await panel.inPanel(() => {
      const key = { key: 's', ctrlKey: true, bubbles: true, cancelable: true };
      return !(document.activeElement ?? document.body).dispatchEvent(new window.KeyboardEvent('keydown', key));
    });
    // Else the browser would save the page.
    expect(isTaken).toBe(true);
    await expect.poll(() => panel.notice()).toContain('Saved “Last 5 min of ONE lab”');
  });

  test('a mark stands between the messages and leads to the one that it is about', async ({ panel, engine, lab }) => {
    await playSession(lab, engine.ask);
    await engine.ask('close');
    const truth = framesOf(await engine.ask('truth')).flat();
    await expect.poll(() => panel.capturedFrames()).toBe(truth.length);
    const target = (await panel.frames()).find(({ name }) => name === 'communication_request');
    if (!target) throw new Error('nobody dialled');
    await panel.detailOf(target);
    await panel.press('button', 'Set a mark');
    await panel.fill('What happened', 'here it began');
    await panel.press('button', 'Set the mark');
    const mark = async () => (await panel.rows()).find(({ name }) => name === 'mark');
    await expect.poll(async () => (await mark())?.label).toContain(`mark, ${target.conn}, here it began`);

    const file = await receivedFile(engine.downloads, () => panel.exportRecording({ keys: false }));
    const notes = (await readTraceFile(file)).filter(({ type }) => type === 'mark');
    expect(notes).toMatchObject([{ kind: 'note', text: 'here it began', about: { conn: target.conn } }]);
  });

  test('what was recorded is a recording of its own when it ends', async ({ panel, engine, lab }) => {
    await panel.startRecording();
    await playSession(lab, engine.ask);
    await engine.ask('close');
    const truth = framesOf(await engine.ask('truth')).flat();
    await expect.poll(() => panel.capturedFrames()).toBe(truth.length);
    await panel.press('button', 'End the recording');
    await expect.poll(() => panel.notice()).toContain(`with ${truth.length} messages`);
    await panel.showView('Recordings');
    const saved = async () => (await panel.recordings()).filter((name) => name.includes(', saved,'));
    // What was found in it is told without opening it.
    await expect.poll(saved).toEqual([expect.stringMatching(/ connections?, .*(nothing found|error|warning)/)]);
    await panel.press('option', 'saved');
    await panel.press('button', 'Delete…');
    await panel.press('button', 'Delete the recording');
    await expect.poll(saved).toEqual([]);
  });

  test('a reload begins an empty list where that is wanted', async ({ panel, engine, lab }) => {
    await playSession(lab, engine.ask);
    await expect.poll(() => panel.capturedFrames()).toBeGreaterThan(20);
    await panel.press('checkbox', 'Keep on reload');
    await engine.whileReloading(() => engine.goto(lab.pageUrl));
    await expect.poll(() => panel.capturedFrames()).toBe(0);
    await playSession(lab, engine.ask);
    await expect.poll(() => panel.capturedFrames()).toBeGreaterThan(20);
    // While the list follows a live session it is not read from its first row.
    await engine.ask('close');
    const loads = async () => (await panel.rows()).filter(({ name }) => name === 'page').length;
    await expect.poll(loads).toBe(1);
  });
});
