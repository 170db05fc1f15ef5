import { decodeWithCli, type DecodedLine } from '../decode-with-cli.ts';
import { receivedFile } from '../received-file.ts';
import { playSession } from '../session.ts';
import { test, expect } from '../test.ts';
import type { TruthFrame } from '../../lab/truth/truth.ts';
import { framesOf, readTraceFile } from '../trace-file.ts';

function byConn(lines: readonly DecodedLine[]): DecodedLine[][] {
  const conns = [...new Set(lines.map(({ conn }) => conn))];
  return conns.map((conn) => lines.filter((line) => line.conn === conn));
}

test.describe('a recording', () => {
  test.beforeEach(({ panel, engine }) => panel.allowDecryption(engine));

  test('exported with its keys is read back by the command line as the lab knows it', async ({
    panel,
    engine,
    lab,
  }) => {
    await panel.startRecording();
    await playSession(lab, engine.ask);
    await engine.ask('close');
    const truth = framesOf(await engine.ask('truth'));
    await expect.poll(() => panel.capturedFrames()).toBe(truth.flat().length);

    const file = await receivedFile(engine.downloads, () => panel.exportRecording({ keys: true }));
    const decoded = byConn(await decodeWithCli(file));
    expect(decoded.map((lines) => lines.map(asTold))).toEqual(truth.map((frames) => frames.map(asTold)));
  });

  test('exported without keys holds none', async ({ panel, engine, lab }) => {
    await playSession(lab, engine.ask);
    await engine.ask('close');
    const truth = framesOf(await engine.ask('truth'));
    await expect.poll(() => panel.capturedFrames()).toBe(truth.flat().length);

    const file = await receivedFile(engine.downloads, () => panel.exportRecording({ keys: false }));
    expect((await readTraceFile(file)).filter(({ kind }) => kind === 'key')).toEqual([]);
    const sealed = truth.flat().filter(({ layers }) => layers.includes('encryption'));
    const locked = (await decodeWithCli(file)).filter(({ name }) => name === 'encrypted');
    expect(locked.length).toBe(sealed.length);
  });
});

/** What both the command line and the lab say of a frame. */
function asTold(frame: DecodedLine | TruthFrame) {
  const { seq, dir, size, name, layers, phase, counter, plain, message } = frame;
  return { seq, dir, size, name, layers, phase, counter, plain, message };
}
