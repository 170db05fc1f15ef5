import { beforeAll, describe, expect, it } from 'vitest';
import type { PairCommand, PairEvent } from '../../../../src/core/contract/two-recordings.ts';
import { mergedOf } from '../../../../src/core/merge/merged.ts';
import type { KeyRecord } from '../../../../src/core/trace/records.ts';
import { createSession, type Session } from '../../../../src/devtools/state/session.ts';
import {
  createTwoRecordings,
  type PairState,
  type TwoRecordings,
} from '../../../../src/devtools/state/two-recordings/two-recordings.ts';
import { serveTwoRecordings } from '../../../../src/devtools/worker/two-recordings.ts';
import { sideFiles, SKEW_MS, type SideFile } from '../../../e2e/two-sides.ts';
import { channelPair, openDecoder } from '../../open-decoder.ts';
import { settled, until } from '../../open-session.ts';

const fileOf = ({ name, buffer }: SideFile): File => new File([new Uint8Array(buffer)], name);
const picked = (file: SideFile) => ({
  origin: { kind: 'file' as const, file: fileOf(file), name: file.name, salvage: false },
  name: file.name,
});

interface Opened {
  two: TwoRecordings;
  session: Session;
  merged: { file: File; keys: KeyRecord[] }[];
  /** Workers that were started and not stopped. */
  running(): number;
}

function open(): Opened {
  const session = createSession(openDecoder());
  const merged: Opened['merged'] = [];
  let running = 0;
  const two = createTwoRecordings({
    startWorker() {
      const [panel, worker] = channelPair<PairCommand, PairEvent>();
      const undo = serveTwoRecordings(worker, undefined);
      running += 1;
      return {
        ...panel,
        stop() {
          undo();
          running -= 1;
        },
      };
    },
    keysOf: () => Promise.resolve([]),
    onMerged(file, keys) {
      merged.push({ file, keys });
      session.open({ kind: 'file', file, name: file.name, salvage: false }, file.name);
    },
  });
  return { two, session, merged, running: () => running };
}

const reached = async <Kind extends PairState['kind']>(two: TwoRecordings, kind: Kind) => {
  await until(() => two.state.value.kind === kind || two.state.value.kind === 'failed');
  const state = two.state.peek();
  if (state.kind !== kind) throw new Error(`${kind} was not reached: ${JSON.stringify(state)}`);
  return state as Extract<PairState, { kind: Kind }>;
};

describe('two recordings', () => {
  let alice: SideFile;
  let bob: SideFile;
  beforeAll(async () => {
    ({ alice, bob } = await sideFiles('lost-frame'));
  });

  it('show how they fit before they are merged, and become a recording like any other', async () => {
    const { two, session, merged, running } = open();
    two.begin('merge', picked(alice));
    expect(running()).toBe(0);
    two.pick('b', picked(bob));
    const { report } = await reached(two, 'merge');
    expect(Math.abs(report.clock.offsetMs - SKEW_MS)).toBeLessThan(1);
    expect(report.lost.filter(({ cause }) => cause === 'wire')).toHaveLength(1);
    expect(merged).toEqual([]);
    two.accept();
    await until(() => two.mode.value === undefined);
    await settled(session);
    expect(merged.map(({ file }) => file.name)).toEqual(['lost-frame.alice + lost-frame.bob']);
    expect(running()).toBe(0);
    expect(session.report.value.connections.map(({ conn }) => conn[0])).toEqual(expect.arrayContaining(['A', 'B']));
    expect(mergedOf(session.opened.value?.header)).toMatchObject({ names: { A: alice.name, B: bob.name } });
  });

  it('are compared', async () => {
    const { two, running } = open();
    two.begin('compare', picked((await sideFiles('relay-chat')).alice));
    two.pick('b', picked(alice));
    const { report } = await reached(two, 'compare');
    expect(report.same).toBe(false);
    expect(report.findings.onlyB.map(({ code }) => code)).toContain('encryption.frame-lost');
    expect(running()).toBe(0);
  });

  it.each([
    ['of one side', () => alice, /of the same side/],
    ['one of which is none', () => ({ ...bob, buffer: Buffer.from('hello') }), /no ONE Trace recording/],
  ])('%s are refused in one line', async (_, other, says) => {
    const { two } = open();
    two.begin('merge', picked(alice));
    two.pick('b', picked(other()));
    const { trouble } = await reached(two, 'failed');
    expect(trouble.message).toMatch(says);
  });

  it('are left alone when the work is stopped: it ends, and nothing comes of it', async () => {
    const { two, merged, running } = open();
    two.begin('merge', picked(alice));
    two.pick('b', picked(bob));
    two.stop();
    expect(running()).toBe(0);
    expect(two.state.value).toEqual({ kind: 'picking' });
    two.pick('b', picked(bob));
    await reached(two, 'merge');
    expect(two.sides.a.value?.name).toBe(alice.name);
    expect(merged).toEqual([]);
  });
});
