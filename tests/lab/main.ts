import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { NodePeer } from './node-peer.ts';
import { runScenario } from './scenarios/run-scenario.ts';
import { scenarios } from './scenarios/table.ts';
import { startLab, type Lab, type LabOptions } from './server.ts';

export interface DemoLab extends Lab {
  /** Answers every message of the page. */
  readonly bob: NodePeer;
  readonly invitationUrl: string;
}

const ANSWERS = ['Nice to hear from you!', 'Tell me more.', 'I see it on my side already.', 'See you at eight, then.'];

/** A lab with a partner to talk to: what the demo opens. */
export async function startDemoLab(options: LabOptions = {}): Promise<DemoLab> {
  const lab = await startLab({ server: { pingInterval: 5_000 }, ...options });
  const bob = await lab.nodePeer('bob', { email: 'bob@example.test' });
  let said = 0;
  bob.chat.onMessage(() => void bob.chat.say(ANSWERS[said++ % ANSWERS.length] ?? ''));
  return { ...lab, bob, invitationUrl: bob.createInvitation({ expiry: 900_000 }).url };
}

/** Runs every scenario and writes NAME.SIDE.onetrace and NAME.truth.json into a folder. */
export async function writeScenarioRecordings(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  for (const scenario of scenarios) {
    const { recordings, truth } = await runScenario(scenario);
    for (const [side, lines] of Object.entries(recordings)) {
      await writeFile(join(folder, `${scenario.name}.${side}.onetrace`), gzipSync(`${lines.join('\n')}\n`));
    }
    await writeFile(join(folder, `${scenario.name}.truth.json`), JSON.stringify(truth));
  }
  return scenarios.map(({ name }) => name);
}
