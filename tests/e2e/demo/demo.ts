import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startLab, type Lab } from '../../lab/server.ts';
import { chromiumEngine, type ChromiumEngine } from '../chromium/engine.ts';
import { decodeWithCli, oneTrace } from '../decode-with-cli.ts';
import type { PanelPage } from '../panel-page.ts';
import { receivedFile } from '../received-file.ts';
import { until } from '../until.ts';
import { demoTiming, playStory } from './story.ts';

export interface DemoOptions {
  /** The built extension. */
  extension: string;
  /** Folder for recording and screenshots. */
  output: string;
  /** Somebody is looking: a visible browser, slower, that stays until it is closed. */
  isWatched: boolean;
  say: (line: string) => void;
}

const READING_MS = 1_500;

export async function runDemo({ extension, output, isWatched, say }: DemoOptions): Promise<void> {
  const lab = await startLab({ peer: { timing: demoTiming } });
  const engine = await chromiumEngine({ extension, look: { dock: 'bottom', theme: 'light' }, headless: !isWatched });
  // Whoever closes the browser or presses Ctrl+C has seen enough: what is under way then fails, and that is no failure.
  let isOver = false;
  const closed = new Promise<void>((resolve) => {
    engine.chromium.context.once('close', () => {
      isOver = true;
      resolve();
    });
  });
  process.once('SIGINT', () => void engine.close());
  try {
    const panel = await play(lab, engine, async (step) => {
      say(step);
      if (isWatched) await new Promise((resolve) => setTimeout(resolve, READING_MS));
    });
    if (isWatched) {
      say('The session goes on. Look around in the ONE panel; close the browser to end.');
      await closed;
    } else await writeOutput(engine, panel, output);
  } catch (error) {
    if (!isOver) throw error;
  } finally {
    await engine.close();
    await lab.close();
  }
}

async function play(lab: Lab, engine: ChromiumEngine, tell: (step: string) => Promise<void>): Promise<PanelPage> {
  await engine.goto(lab.pageUrl);
  const panel = await engine.openPanel();
  await panel.allowDecryption(engine);
  await panel.startRecording();
  await panel.showView('Messages');
  await playStory(lab, engine.ask, tell);
  return panel;
}

async function writeOutput(engine: ChromiumEngine, panel: PanelPage, output: string): Promise<void> {
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  await engine.ask('close');
  const { connections } = await engine.ask('truth');
  const frames = connections.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'frame')).length;
  await until('all frames to be recorded', async () => (await panel.capturedFrames()) >= frames);
  await takePictures(engine, panel, output);
  const recording = join(output, 'session.onetrace');
  await copyFile(await receivedFile(engine.downloads, () => panel.exportRecording({ keys: true })), recording);

  const lines = await decodeWithCli(recording);
  const connOf = (name: string) => lines.find((line) => line.name === name)?.conn ?? '';
  const conns = [connOf('register'), connOf('identity')].flatMap((conn) => ['--conn', conn]);
  console.log(`The handshake, frame by frame (one-trace decode ${conns.join(' ')} --text):\n`);
  console.log(await oneTrace('decode', ...conns, '--text', recording));
  console.log('The whole session (one-trace report):\n');
  console.log(await oneTrace('report', recording));
  console.log(`Recording and screenshots are in ${output}`);
}

async function takePictures(engine: ChromiumEngine, panel: PanelPage, output: string): Promise<void> {
  await until('the notices to go', async () => (await panel.notice()) === '', 30_000);
  await panel.showView('Messages');
  const row = (await panel.frames()).find(({ name }) => name === 'identity');
  if (row) await panel.detailOf(row);
  for (const view of await panel.views()) {
    await panel.showView(view);
    await writeFile(join(output, `${view.toLowerCase()}.png`), await engine.screenshot());
  }
}
