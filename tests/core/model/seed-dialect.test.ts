import { describe, expect, it } from 'vitest';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import { openArchive } from '../../../src/core/trace/archive/read.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { runScenario } from '../../lab/scenarios/run-scenario.ts';
import { scenarios } from '../../lab/scenarios/table.ts';
import { modelOf } from '../report/read-recording.ts';
import { createTrace } from './trace-factory.ts';

async function recordsOf(lines: readonly string[]): Promise<TraceRecord[]> {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  const { records } = await openArchive(
    (async function* () {
      yield bytes;
    })(),
  );
  const all: TraceRecord[] = [];
  for await (const record of records) all.push(record);
  return all;
}

async function played(name: string) {
  const scenario = scenarios.find((each) => each.name === name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  const { recordings, truth } = await runScenario(scenario);
  const alice = await recordsOf(recordings.alice);
  return { alice, bob: await recordsOf(recordings.bob), truth };
}

describe("a session in the seed document's own messages", () => {
  it('goes through the life cycle on both sides', async () => {
    const { alice, bob } = await played('seed-session');
    const states = 'AUTHENTICATING AUTHENTICATED PAIRING PAIRED ACTIVE';
    const statesOf = (records: TraceRecord[]): string =>
      modelOf(records)
        .connections()
        .flatMap((connection) => connection.states.map(({ state }) => state))
        .join(' ');
    expect(statesOf(alice)).toBe(`INITIALIZING CONNECTING CONNECTED ${states} CLOSING CLOSED`);
    expect(statesOf(bob)).toMatch(new RegExp(`CONNECTED ${states} CLOSED$`));
  });

  it('has the phases that the document times, with their messages and budgets, and an invite that is done', async () => {
    const { alice, truth } = await played('seed-session');
    const model = modelOf(alice);
    const [connection] = model.connections();
    const sync = truth.alice.connections[0]?.entries.filter(
      (entry) => entry.kind === 'frame' && entry.phase === 'sync',
    ).length;
    expect(
      connection?.phases.map(({ phase, messages, budgetMs, verdict }) => [phase, messages, budgetMs, verdict]),
    ).toEqual([
      ['connect', 0, 2000, 'ok'],
      ['register', 4, 1000, 'ok'],
      ['pairing', 4, 3000, 'ok'],
      ['sync', sync, undefined, 'ok'],
    ]);
    expect(connection).toMatchObject({ purpose: 'pairing', encrypted: false });
    expect(model.report().invites).toMatchObject([{ conns: ['ws1'], verdict: 'ok', overdue: false }]);
    expect(model.findings().filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('is dissected as the lab says', async () => {
    const { alice, truth } = await played('seed-session');
    const dissector = createDissector({ keys: () => [] });
    const decoded = alice.flatMap((record) => {
      const dissection = dissector.push(record, { detail: false });
      return record.kind === 'frame' ? [[dissection?.name, dissection?.phase, dissection?.layers]] : [];
    });
    const frames = truth.alice.connections[0]?.entries.filter((entry) => entry.kind === 'frame') ?? [];
    expect(decoded).toEqual(frames.map(({ name, phase, layers }) => [name, phase, layers]));
  });

  it('measures the answers to its own questions, and only those', () => {
    const trace = createTrace().open('ws1');
    trace.says('ws1', 'out', { kind: 'seed', type: 'heartbeat' }).wait(40);
    trace.says('ws1', 'in', { kind: 'seed', type: 'heartbeat_ack' });
    trace.says('ws1', 'in', { kind: 'seed', type: 'sync_data' }).wait(900);
    trace.says('ws1', 'out', { kind: 'seed', type: 'sync_ack' });
    expect(trace.model.report().stats.global.averageLatency).toBeCloseTo(41, 0);
  });

  it('fails in the phase that got no answer', async () => {
    const verdictOf = async (name: string, phase: string): Promise<string | undefined> =>
      modelOf((await played(name)).alice)
        .connections()[0]
        ?.phases.find((each) => each.phase === phase)?.verdict;
    expect(await verdictOf('seed-auth-refused', 'register')).toBe('failed');
    expect(await verdictOf('seed-auth-unanswered', 'register')).toBe('failed');
    expect(await verdictOf('seed-pairing-refused', 'pairing')).toBe('failed');
    expect(await verdictOf('seed-pairing-unanswered', 'pairing')).toBe('failed');
    expect(await verdictOf('seed-missing-ack', 'sync')).toBe('failed');
  });

  it('proves a missing acknowledgement by the message that waits for it', async () => {
    const { bob } = await played('seed-missing-ack');
    const finding = modelOf(bob)
      .findings()
      .find(({ code }) => code === 'chum.request-unanswered');
    const [item] = finding?.evidence ?? [];
    const waiting = bob.find((record) => record.kind === 'frame' && item && 'seq' in item && record.seq === item.seq);
    expect(new TextDecoder().decode((waiting as { payload: Uint8Array }).payload)).toContain('"sync_data"');
  });
});
