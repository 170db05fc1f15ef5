import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ROW } from '../../../src/core/contract/row-columns.ts';
import { parseFilter } from '../../../src/core/filter/parse.ts';
import { textTerms } from '../../../src/core/filter/compile.ts';
import type { RunEvent } from '../../../src/devtools/state/decoder-client.ts';
import { createSession } from '../../../src/devtools/state/session.ts';
import { captureOf, openDecoder } from '../open-decoder.ts';
import { openSession, until } from '../open-session.ts';

const CAPTURES = [
  'happy-browser-dials',
  'direct-no-commserver',
  'duplicate-dropped',
  'auth-failures',
  'keepalive-timeout',
  'idle-keepalive',
];

async function linesOf(name: string): Promise<{ kind: string; conn?: string; seq?: number; size?: number }[]> {
  const text = gunzipSync(await (await captureOf(name)).bytes()).toString();
  return text
    .split('\n')
    .filter(Boolean)
    .slice(1)
    .map((line) => JSON.parse(line) as { kind: string });
}

describe('the decode worker', () => {
  test.each(CAPTURES)('gives every frame of %s one row, in file order, under 100 bytes', async (name) => {
    const { session } = await openSession(name);
    const { columns } = session.rows.value;
    const frames = (await linesOf(name)).filter(({ kind }) => kind === 'frame');
    const rows = Array.from({ length: columns.rows }, (_, row) => row).filter((row) => columns.get('no', row) > 0);
    expect(
      rows.map((row) => [
        columns.tables.conns[columns.get('conn', row)],
        columns.get('seq', row),
        columns.get('size', row),
      ]),
    ).toEqual(frames.map(({ conn, seq, size }) => [conn, seq, size]));
    expect(columns.frames).toBe(frames.length);
    expect(columns.bytesPerRow()).toBeLessThan(100);
  });

  test.each(CAPTURES)('tells the same report of %s where rows are not wanted, and makes none', async (name) => {
    const { session } = await openSession(name);
    const decoder = openDecoder();
    const events: RunEvent[] = [];
    decoder.listen((event) => void events.push(event));
    const read = new Promise<void>((resolve) =>
      decoder.listen((event) => (event.type === 'progress' && !event.pending ? resolve() : undefined)),
    );
    decoder.open({ kind: 'file', file: await captureOf(name), name, salvage: false }, 'report');
    await read;
    const report = events.findLast((event) => event.type === 'report');
    expect(report?.report).toEqual(session.report.value);
    expect(events.filter(({ type }) => type === 'batch' || type === 'sync')).toEqual([]);
  });

  test('joins requests with their answers both ways', async () => {
    const { session } = await openSession('keepalive-timeout');
    const { columns } = session.rows.value;
    for (let row = 0; row < columns.rows; row += 1) {
      const peer = columns.get('peer', row);
      if (peer === 0) continue;
      expect(columns.get('peer', peer - 1)).toBe(row + 1);
      expect(columns.get('rtt', row)).toBe(columns.get('rtt', peer - 1));
    }
  });

  test('takes any row apart again as it was taken apart in the first place', async () => {
    const { session, decoder } = await openSession('happy-browser-dials');
    const { columns } = session.rows.value;
    // Backwards, so that every step asks for what lies before.
    for (let row = columns.rows - 1; row >= 0; row -= 7) {
      const detail = await decoder.detail(row);
      if (columns.get('no', row) === 0) {
        expect(detail?.kind).toBe('record');
        continue;
      }
      if (detail?.kind !== 'frame') throw new Error(`row ${row} has no detail`);
      expect(detail.dissection.name).toBe(columns.tables.names[columns.get('name', row)]);
      expect(detail.dissection.summary).toBe(columns.summary(row));
      expect((detail.dissection.counter ?? -1) + 1).toBe(columns.get('counter', row));
      expect(detail.wire?.length).toBe(columns.get('size', row));
    }
  });

  test('never sends a session key to the panel', async () => {
    const { session, decoder } = await openSession('happy-browser-dials');
    const keys = (await linesOf('happy-browser-dials')).filter(({ kind }) => kind === 'key') as unknown as {
      key: string;
    }[];
    const { columns } = session.rows.value;
    const said = [];
    for (let row = 0; row < columns.rows; row += 1)
      said.push(columns.summary(row), JSON.stringify(await decoder.detail(row)));
    for (const { key } of keys) expect(said.join()).not.toContain(key);
  });

  test('marks rows that hold a secret and finds none of them by its text', async () => {
    const { session, decoder } = await openSession('happy-browser-dials');
    const { columns } = session.rows.value;
    const row = Array.from({ length: columns.rows }, (_, at) => at).find(
      (at) => columns.tables.names[columns.get('name', at)] === 'authentication_token',
    );
    if (row === undefined) throw new Error('no token');
    expect(columns.get('flags', row) & ROW.secret).not.toBe(0);
    const detail = await decoder.detail(row);
    if (detail?.kind !== 'frame') throw new Error('no detail');
    const token = detail.dissection.tree.flatMap(({ fields }) => fields).find(({ secret }) => secret)?.value;
    expect(await hits(decoder, `"${String(token)}"`)).toEqual([]);
    expect(await hits(decoder, `token:${String(token).slice(0, 8)}`)).toEqual([row]);
    expect(columns.summary(row)).not.toContain(String(token));
  });

  test('finds decoded text', async () => {
    const { decoder, session } = await openSession('keepalive-timeout');
    const { columns } = session.rows.value;
    const found = await hits(decoder, '"hello 1/1 from node"');
    expect(found.map((row) => columns.tables.names[columns.get('name', row)])).toContain('chum.data');
  });

  test('opens what it exported, frame by frame and byte by byte', async () => {
    const { decoder, session } = await openSession('keepalive-timeout');
    const { file } = await decoder.export({ format: 'onetrace', level: 'none', keys: true });
    const original = gunzipSync(await (await captureOf('keepalive-timeout')).bytes()).toString();
    expect(gunzipSync(await file.bytes()).toString()).toBe(original);
    const again = createSession(decoder);
    again.open({ kind: 'file', file, name: 'again', salvage: false }, 'again');
    await until(() => again.opened.value?.name === 'again' && !again.pending.value);
    expect(again.rows.value.columns.frames).toBe(session.rows.value.columns.frames);
  });

  test('leaves keys out of an export unless they are asked for', async () => {
    const { decoder } = await openSession('keepalive-timeout');
    const { file } = await decoder.export({ format: 'onetrace', level: 'none', keys: false });
    expect(gunzipSync(await file.bytes()).toString()).not.toContain('"kind":"key"');
  });

  test('reads again from the beginning when a key comes late, and keeps the numbers of rows', async () => {
    const lines = gunzipSync(await (await captureOf('happy-browser-dials')).bytes())
      .toString()
      .split('\n')
      .filter(Boolean);
    const isKey = (line: string): boolean => line.startsWith('{"kind":"key"');
    const keys = lines.filter(isKey).map((line) => JSON.parse(line) as never);
    const stubbed = lines.map((line) =>
      isKey(line) ? line.replace(/"key":"[0-9a-f]+"/, `"key":"${'0'.repeat(64)}"`) : line,
    );
    const decoder = openDecoder();
    const session = createSession(decoder);
    session.open({ kind: 'file', file: new Blob([stubbed.join('\n')]), name: 'locked', salvage: false }, 'locked');
    await until(() => session.opened.value !== undefined && !session.pending.value);
    const before = session.rows.value.columns;
    expect(countLocked(before)).toBeGreaterThan(0);
    decoder.keys(keys);
    await until(() => session.rows.value.columns !== before && session.rows.value.columns.rows === before.rows);
    expect(countLocked(session.rows.value.columns)).toBe(0);
  });

  test('refuses what is no recording in one line, and a cut one with what can be salvaged', async () => {
    const decoder = openDecoder();
    const session = createSession(decoder);
    session.open({ kind: 'file', file: new Blob(['hello']), name: 'x', salvage: false }, 'x');
    await until(() => session.trouble.value !== undefined);
    expect(session.trouble.value?.trouble.message).not.toContain('\n');
    expect(session.trouble.value?.trouble.lines).toBeUndefined();

    const whole = await captureOf('keepalive-timeout');
    const cut = whole.slice(0, whole.size / 2);
    session.open({ kind: 'file', file: cut, name: 'cut', salvage: false }, 'cut');
    await until(() => (session.trouble.value?.trouble.lines ?? 0) > 0);
    session.open({ kind: 'file', file: cut, name: 'cut', salvage: true }, 'cut');
    await until(() => session.opened.value?.name === 'cut' && !session.pending.value);
    expect(session.rows.value.columns.frames).toBeGreaterThan(10);
    expect(session.rows.value.conns.losses.lost).toBeGreaterThan(0);
  });

  test('goes on with what is open where another file cannot be opened', async () => {
    const { session, decoder } = await openSession('keepalive-timeout');
    const { rows, frames } = session.rows.value.columns;
    session.open({ kind: 'file', file: new Blob(['<html>']), name: 'x', salvage: false }, 'x');
    await until(() => session.trouble.value !== undefined && !session.pending.value);
    await until(() => session.rows.value.columns.rows === rows && !session.pending.value);
    expect(session.opened.value?.name).toBe('keepalive-timeout');
    expect(session.rows.value.columns.frames).toBe(frames);
    expect((await decoder.detail(rows - 1))?.kind).toBeDefined();
    expect((await hits(decoder, '"register"')).length).toBeGreaterThan(0);
    const chains = new Promise((resolve) =>
      decoder.listen((event) => event.type === 'chains' && resolve(event.chains)),
    );
    decoder.watch({ statsMs: 0, chains: ['ws3'] });
    expect(await chains).toHaveLength(1);
  });
});

const countLocked = (columns: { rows: number; get(name: 'flags', row: number): number }): number =>
  Array.from({ length: columns.rows }, (_, row) => row).filter((row) => columns.get('flags', row) & ROW.locked).length;

/** Rows that the worker finds for a text term. */
function hits(decoder: ReturnType<typeof openDecoder>, text: string): Promise<number[]> {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.fault.expected);
  return new Promise((resolve) => {
    const undo = decoder.listen((event: RunEvent) => {
      if (event.type !== 'hits' || event.search !== search) return;
      undo();
      const rows = Array.from({ length: event.count }, (_, i) => i);
      resolve(rows.filter((i) => ((event.bits[i >> 3] ?? 0) >> (i & 7)) & 1).map((i) => event.from + i));
    });
    const search = decoder.search(textTerms(parsed.node));
  });
}
