import { describe, expect, test } from 'vitest';
import { fromBase64, fromHex } from './crypto/bytes.ts';
import { openFrame } from './crypto/frame.ts';
import { runScenario } from './scenarios/run-scenario.ts';
import type { ExpectedClose, ScenarioResult, Side } from './scenarios/scenario.ts';
import { scenarios } from './scenarios/table.ts';
import { SEED_PHASES } from './seed/seed-message.ts';
import type { TruthConnection, TruthEntry, TruthPayload } from './truth/truth.ts';

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
  const order = records
    .filter(({ kind }) => ['frame', 'key', 'call', 'close'].includes(String(kind)))
    .map(({ kind, dir, key, code, reason, clean }) => ({ kind, detail: dir ?? key ?? [code, reason, clean] }));
  expect(order).toEqual(connection.entries.filter(({ kind }) => kind !== 'open').map(asRecord));
}

function asRecord(entry: TruthEntry): { kind: string; detail: unknown } {
  if (entry.kind === 'frame') return { kind: 'frame', detail: entry.dir };
  if (entry.kind === 'keys') return { kind: 'key', detail: entry.key };
  if (entry.kind === 'call') return { kind: 'call', detail: [entry.code, entry.reason, undefined] };
  return { kind: entry.kind, detail: entry.kind === 'close' ? [entry.code, entry.reason, entry.clean] : undefined };
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

/** Names of TRACE-FORMAT §2. */
const NAMES = new Set(
  (
    'register authentication_request authentication_response authentication_success ping pong connection_handover ' +
    'communication_request communication_ready key-frame connection_group sync person_id_object keys_object ' +
    'person-challenge person-response instance_id_object authentication_token identity synchronisation chum.request ' +
    'chum.data chum.error chum.stream chum.stream-end chum.stream-error chum.write-stream-error chum.chunk ' +
    'debug.start debug.objects debug.request debug.data keepalive fragmentation_start_string ' +
    'fragmentation_start_binary fragmentation_end fragment encrypted unknown ' +
    Object.values(SEED_PHASES).flat().join(' ')
  ).split(' '),
);

/** In a healthy session nobody hangs up on a question. */
function unanswered(connection: TruthConnection): string[] {
  const open = new Set<string>();
  for (const entry of connection.entries) {
    if (entry.kind !== 'frame' || entry.message?.type !== 'text' || entry.phase !== 'sync') continue;
    const asked = /^\{"requestId":(\d+),"type":"request"/.exec(entry.message.text);
    const answered = /^\{"responseId":(\d+),"type":"(data|error|stream-end|stream-error)"/.exec(entry.message.text);
    if (asked) open.add(`${entry.dir === 'out' ? 'ours' : 'theirs'} ${asked[1]}`);
    if (answered) open.delete(`${entry.dir === 'in' ? 'ours' : 'theirs'} ${answered[1]}`);
  }
  return [...open];
}

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
    for (const connection of sides.flatMap((side) => result.truth[side].connections)) {
      const names = connection.entries.map((entry) => (entry.kind === 'frame' ? entry.name : 'sync'));
      expect(names.filter((name) => !NAMES.has(name))).toEqual([]);
      if (!scenario.healthy) continue;
      expect(names).not.toContain('encrypted');
      expect(unanswered(connection)).toEqual([]);
    }
  });
});
