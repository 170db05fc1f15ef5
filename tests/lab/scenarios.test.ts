import { describe, expect, test } from 'vitest';
import { fromBase64, fromHex } from './crypto/bytes.ts';
import { openFrame } from './crypto/frame.ts';
import { runScenario } from './scenarios/run-scenario.ts';
import type { ExpectedClose, ScenarioResult, Side } from './scenarios/scenario.ts';
import { scenarios } from './scenarios/table.ts';
import type { TruthConnection, TruthPayload } from './truth/truth.ts';

const sides: readonly Side[] = ['alice', 'bob'];
type Line = Readonly<Record<string, unknown>>;

function payloadOf(payload: TruthPayload): string | Uint8Array {
  return payload.type === 'text' ? payload.text : fromBase64(payload.base64);
}

/** (a): every frame the truth calls readable opens with tweetnacl under the recorded key and its counter. */
function expectTruthToDecrypt(connection: TruthConnection): void {
  const keys = connection.entries.find((entry) => entry.kind === 'keys');
  const next = { out: keys?.sendCounter ?? 0, in: keys?.receiveCounter ?? 0 };
  for (const entry of connection.entries) {
    if (entry.kind !== 'frame' || entry.counter === undefined || entry.plain === undefined) continue;
    expect(entry.counter).toBe(next[entry.dir]);
    next[entry.dir] += 2;
    const opened = openFrame(payloadOf(entry.wire) as Uint8Array, fromHex(keys?.key ?? ''), entry.counter);
    expect(opened).toEqual(payloadOf(entry.plain));
  }
}

function recorded(lines: readonly string[], conn: string): Line[] {
  return lines.map((line) => JSON.parse(line) as Line).filter((record) => record['conn'] === conn);
}

function expectRecordingToMatch(lines: readonly string[], connection: TruthConnection): void {
  const records = recorded(lines, connection.conn);
  const frames = records.filter(({ kind }) => kind === 'frame');
  const truth = connection.entries.filter((entry) => entry.kind === 'frame');
  expect(frames.map(({ seq, dir, size, text, base64 }) => ({ seq, dir, size, payload: text ?? base64 }))).toEqual(
    truth.map(({ seq, dir, size, wire }) => ({
      seq,
      dir,
      size,
      payload: wire.type === 'text' ? wire.text : wire.base64,
    })),
  );
  const closes = records.filter(({ kind }) => kind === 'close').map(({ code, reason, clean }) => ({ code, reason, clean }));
  expect(closes).toEqual(
    connection.entries
      .filter((entry) => entry.kind === 'close')
      .map(({ code, reason, clean }) => ({ code, reason, clean })),
  );
}

function expectClose(result: ScenarioResult, { side, reason, code = 1000 }: ExpectedClose): void {
  const closes = result.truth[side].connections
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.kind === 'close')
    .map((close) => `${close.code} ${close.reason}`);
  if (typeof reason === 'string') expect(closes).toContain(`${code} ${reason}`);
  else expect(closes.some((text) => reason.test(text.slice(5)))).toBe(true);
}

test('every scenario has a name of its own', () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
});

describe.each(scenarios)('the scenario $name', (scenario) => {
  test('runs, and its truth fits its recording and its keys', async () => {
    const result = await runScenario(scenario);
    for (const close of scenario.closes ?? []) expectClose(result, close);
    for (const side of sides) {
      const lines = result.recordings[side];
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'one-trace', version: 1, redaction: 'none' });
      for (const connection of result.truth[side].connections) {
        expectTruthToDecrypt(connection);
        expectRecordingToMatch(lines, connection);
      }
    }
    const names = result.truth.alice.connections.flatMap(({ entries }) => entries.map((e) => (e.kind === 'frame' ? e.name : '')));
    if (scenario.healthy) expect(names).not.toContain('encrypted');
  });
});
