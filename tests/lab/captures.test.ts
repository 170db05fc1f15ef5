import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fromBase64, fromHex } from './crypto/bytes.ts';
import { openFrame } from './crypto/frame.ts';
import { sha256 } from './crypto/sha256.ts';
import { instanceId, personId } from './peer/id-hashes.ts';
import { runScenario } from './scenarios/run-scenario.ts';
import { scenarios } from './scenarios/table.ts';
import type { TruthFrame } from './truth/truth.ts';

type Line = Readonly<Record<string, unknown>>;

/** Recordings of the real library: does the lab speak the same language? */
const folder = fileURLToPath(new URL('../fixtures/captures/', import.meta.url));
const lines = (name: string): Line[] =>
  gunzipSync(readFileSync(folder + name))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const NAMES = [
  'happy-browser-dials',
  'direct-no-commserver',
  'duplicate-dropped',
  'auth-failures',
  'keepalive-timeout',
];

describe.each(NAMES)('the recording %s', (name) => {
  test('opens with the cipher of the lab, frame by frame', () => {
    const trace = lines(`${name}.onetrace`);
    for (const expected of lines(`${name}.expected.ndjson.gz`)) {
      const { conn, dir, counter, binaryIndex } = expected;
      const key = trace.find((record) => record['kind'] === 'key' && record['conn'] === conn)?.['key'];
      const frames = trace.filter(
        (record) => record['conn'] === conn && record['dir'] === dir && record['type'] === 'binary',
      );
      const frame = fromBase64(String(frames[Number(binaryIndex)]?.['base64']));
      expect(openFrame(frame, fromHex(String(key)), Number(counter))).toEqual(
        expected['type'] === 'text' ? expected['text'] : fromBase64(String(expected['base64'])),
      );
    }
  });
});

const plain = lines('happy-browser-dials.expected.ndjson.gz');

describe('the messages of the real library', () => {
  test('name persons and instances by the hashes the lab computes', () => {
    const node = personId('node@example.test');
    const text = plain.map((line) => String(line['text'])).join('\n');
    expect(text).toContain(`"owner":"${node}"`);
    expect(text).toContain(`"owner":"${personId('browser@example.test')}"`);
    expect(instanceId('node', node)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('answer GET_OBJECT with microdata whose hash the lab computes', () => {
    const requests = plain.map((line) =>
      /"requestId":(\d+).*"serviceId":6,"args":\["(\w{64})"\]/.exec(String(line['text'])),
    );
    let checked = 0;
    for (const [index, request] of requests.entries()) {
      if (!request) continue;
      const [, id, hash] = request;
      const { conn, dir } = plain[index] ?? {};
      const answer = plain.find(
        (line) =>
          line['conn'] === conn &&
          line['dir'] !== dir &&
          String(line['text']).startsWith(`{"responseId":${id},"type":"data"`),
      );
      if (!answer) continue;
      expect(sha256((JSON.parse(String(answer['text'])) as { data: string }).data)).toBe(hash);
      checked++;
    }
    expect(checked).toBeGreaterThan(20);
  });

  test('come in the same order as those of a pairing in the lab', async () => {
    const scenario = scenarios.find(({ name }) => name === 'pairing-only');
    if (!scenario) throw new Error('no such scenario');
    const { truth } = await runScenario(scenario);
    const frames = truth.alice.connections
      .flatMap(({ entries }) => entries)
      .filter((entry): entry is TruthFrame => entry.kind === 'frame' && entry.plain !== undefined);
    for (const dir of ['out', 'in']) {
      const own = frames.filter((frame) => frame.dir === dir).map(({ plain: payload }) => shape(payload));
      const theirs = plain.filter((line) => line['conn'] === 'ws3' && line['dir'] === dir).map(shape);
      expect(own).toEqual(theirs);
    }
  });
});

/** The text without what differs from session to session. */
function shape(payload: unknown): string {
  const { type, text, base64 } = payload as { type: string; text?: string; base64?: string };
  if (type === 'binary') return `${fromBase64(base64 ?? '').length} bytes`;
  return (text ?? '')
    .replaceAll(/"(email|personEmail|instanceName|name|url|token)":"[^"]*"/g, '"$1":""')
    .replaceAll(/[0-9a-f]{64}/g, 'H32');
}
