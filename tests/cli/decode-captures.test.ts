import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FrameRecord, TraceRecord } from '../../src/core/trace/records.ts';
import { CAPTURES, bytesOf, capture, expand, read, write } from '../core/trace/archive/fixtures.ts';
import { jsonLines, runWith, type Outcome } from './fake-io.ts';

type Payload = { type: 'text'; text: string } | { type: 'binary'; base64: string };
type Expected = { conn: string; dir: 'in' | 'out'; counter: number; binaryIndex: number } & Payload;

interface Line {
  conn: string;
  seq: number;
  t: number;
  dir: 'in' | 'out';
  size: number;
  layers: string[];
  name: string;
  phase?: string;
  summary: string;
  counter?: number;
  plain?: Payload;
  message?: Payload;
  problem?: { code: string; message: string };
}

async function expectedOf(name: string): Promise<Expected[]> {
  const file = await readFile(new URL(`../fixtures/captures/${name}.expected.ndjson.gz`, import.meta.url));
  return jsonLines<Expected>(gunzipSync(file).toString());
}

/** TRACE-FORMAT §2 as the table it is: layer of the content by name, and phase; `-` where the phase is that of the message. */
const NAMES: { [name: string]: [layers: string[], phase: string] } = Object.fromEntries(
  (
    [
      ['register authentication_request authentication_response authentication_success', ['comm-server'], 'register'],
      ['ping pong', ['comm-server'], 'keepalive'],
      ['connection_handover', ['comm-server'], 'discovery'],
      ['communication_request communication_ready', ['rendezvous'], 'discovery'],
      ['key-frame', ['key-exchange'], 'encryption'],
      [
        'connection_group sync person_id_object keys_object person-challenge person-response instance_id_object',
        ['encryption', 'identity'],
        'identity',
      ],
      ['authentication_token identity', ['encryption', 'pairing'], 'pairing'],
      ['synchronisation chum.request chum.data chum.error', ['encryption', 'chum'], 'sync'],
      ['chum.stream chum.stream-end chum.stream-error chum.chunk', ['encryption', 'chum'], 'sync'],
      ['keepalive', ['encryption', 'keepalive'], 'keepalive'],
    ] as [string, string[], string][]
  ).flatMap(([names, layers, phase]) => names.split(' ').map((name) => [name, [layers, phase]])),
);

describe.each(CAPTURES)('decoding %s', (name) => {
  let outcome: Outcome;
  let lines: Line[];
  let frames: FrameRecord[];
  let expected: Expected[];

  beforeAll(async () => {
    const file = await capture(name);
    outcome = await runWith({ f: file }, ['decode', 'f']);
    lines = jsonLines<Line>(outcome.out);
    frames = (await read(file)).records.filter((record) => record.kind === 'frame');
    expected = await expectedOf(name);
  });

  it('prints one line for every frame, in file order', () => {
    expect(outcome).toMatchObject({ status: 0, err: '' });
    const head = ({ conn, seq, t, dir, size }: Line | FrameRecord): object => ({ conn, seq, t, dir, size });
    expect(lines.map(head)).toEqual(frames.map(head));
  });

  it('yields every expected plaintext with its counter, and no frame opens that should not', () => {
    const binaries = new Map<string, Line[]>();
    for (const [at, frame] of frames.entries()) {
      if (frame.type !== 'binary') continue;
      const lane = `${frame.conn} ${frame.dir}`;
      binaries.set(lane, [...(binaries.get(lane) ?? []), lines[at]!]);
    }
    for (const { conn, dir, counter, binaryIndex, ...plain } of expected) {
      const line = binaries.get(`${conn} ${dir}`)?.[binaryIndex];
      expect({ counter: line?.counter, plain: line?.plain }).toEqual({ counter, plain });
    }
    expect(lines.filter((line) => line.counter !== undefined)).toHaveLength(expected.length);
  });

  it('names every frame, with the layers and the phase of the format', () => {
    for (const { name: frameName, layers, phase, conn, seq, problem } of lines) {
      const where = `${conn} ${seq} ${frameName} ${problem?.code ?? ''}`;
      if (frameName === 'encrypted' || frameName === 'unknown' || frameName.startsWith('frag')) continue;
      expect(NAMES, where).toHaveProperty([frameName]);
      const [wanted, wantedPhase] = NAMES[frameName]!;
      expect({ where, layers: layers.filter((layer) => layer !== 'fragmentation'), phase }).toEqual({
        where,
        layers: wanted,
        phase: wantedPhase,
      });
    }
  });

  it('gives the message of every frame that completes one', () => {
    for (const [at, line] of lines.entries()) {
      const where = `${line.conn} ${line.seq} ${line.name}`;
      if (line.layers[0] !== 'encryption' && frames[at]!.type === 'text')
        expect(line, where).toHaveProperty('message.text');
      if (line.plain && !line.name.startsWith('frag') && line.name !== 'keepalive')
        expect(line, where).toHaveProperty('message');
    }
  });

  it('decodes the same when every key stands at the end of the file', async () => {
    const { header, records } = await read(await capture(name));
    const isKey = (record: TraceRecord): boolean => record.kind === 'key';
    const late = await write(header, [...records.filter((record) => !isKey(record)), ...records.filter(isKey)]);
    const { out } = await runWith({ f: late }, ['decode', 'f']);
    const essence = ({ name: n, counter, plain, message, layers, phase }: Line): object => ({
      n,
      counter,
      plain,
      message,
      layers,
      phase,
    });
    expect(jsonLines<Line>(out).map(essence)).toEqual(lines.map(essence));
  });

  it('decodes the same when the keys come in a file of their own', async () => {
    const { header, records } = await read(await capture(name));
    const bare = await write(
      header,
      records.filter((record) => record.kind !== 'key'),
    );
    const keys = (await expand(await capture(name))).split('\n').filter((line) => line.startsWith('{"kind":"key"'));
    const files = { f: bare, k: bytesOf(keys.join('\n')), whole: await capture(name) };
    for (const keyFile of ['k', 'whole']) {
      const { out } = await runWith(files, ['decode', 'f', '--keys', keyFile]);
      expect(jsonLines<Line>(out).map(({ plain, counter }) => ({ plain, counter }))).toEqual(
        lines.map(({ plain, counter }) => ({ plain, counter })),
      );
    }
  });
});
