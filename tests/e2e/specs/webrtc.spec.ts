import { shortTiming } from '../../lab/peer/timing.ts';
import { byConnection } from '../by-connection.ts';
import { oneTrace } from '../decode-with-cli.ts';
import { receivedFile } from '../received-file.ts';
import { test, expect } from '../test.ts';
import { framesOf, readTraceFile, totals, wireOfTrace, wireOfTruth } from '../trace-file.ts';

/** What must be seen of two peers that pair and synchronise without a server, in the order of the wire. */
const STORY = [
  'communication_request',
  'communication_ready',
  'key-frame',
  'connection_group',
  'person_id_object',
  'instance_id_object',
  'authentication_token',
  'identity',
  'synchronisation',
  'chum.request',
  'chum.data',
];

interface Reported {
  findings: { code: string; conn?: string }[];
  connections: {
    conn: string;
    url: string;
    transport: string;
    role: string;
    path: string;
    states: { state: string }[];
    close?: { code: number; class: string; by: string };
  }[];
}

test.describe('a pairing over data channels', () => {
  test.beforeEach(({ panel, engine }) => panel.allowDecryption(engine));

  test('is shown in DevTools from both ends, decrypted, every frame of it', async ({ panel, engine }) => {
    await engine.ask('pairDirectly', shortTiming);
    await engine.ask('endDirectly', 'channels');
    const truth = framesOf(await engine.ask('directTruth'));
    expect(truth.length).toBeGreaterThanOrEqual(4);
    const wanted = truth.map((frames) => frames.map(({ dir, name }) => `${dir} ${name}`));
    await expect.poll(async () => byConnection(await panel.frames())).toEqual(wanted);

    const frames = await panel.frames();
    const names = frames.map(({ name }) => name);
    const places = STORY.map((name) => names.indexOf(name));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(frames.map(({ conn }) => conn.replace(/\d+/, '')))).toEqual(new Set(['rtc']));
  });

  test('is recorded with life cycle, path and the reasons of its ends', async ({ panel, engine }) => {
    await panel.startRecording();
    await engine.ask('pairDirectly', shortTiming);
    const open = framesOf(await engine.ask('directTruth'));
    await expect.poll(panel.capturedFrames).toBeGreaterThanOrEqual(open.flat().length);
    await engine.ask('endDirectly', 'peer');
    const truth = await engine.ask('directTruth');
    await expect.poll(panel.capturedFrames).toBe(framesOf(truth).flat().length);
    await panel.press('button', 'End the recording');
    const file = await receivedFile(engine.downloads, () => panel.exportRecording({ keys: true }));

    const lines = await readTraceFile(file);
    expect(totals(wireOfTrace(lines))).toEqual(totals(wireOfTruth(truth)));
    expect(wireOfTrace(lines)).toEqual(wireOfTruth(truth));
    const { connections, findings } = JSON.parse(await oneTrace('report', file, '--json')) as Reported;
    expect(connections.map(({ transport, path, role, url }) => [transport, path, role, url])).toEqual(
      truth.connections.map((_, at) => ['webrtc', 'direct', at % 2 === 0 ? 'dialer' : 'listener', 'webrtc:one']),
    );
    const lives = connections.map(({ states }) => states.map(({ state }) => state));
    for (const life of lives.slice(0, 2))
      for (const state of ['CONNECTING', 'CONNECTED', 'ENCRYPTED', 'AUTHENTICATED', 'PAIRED'])
        expect(life).toContain(state);
    for (const life of lives.slice(2)) expect(life).toContain('ACTIVE');
    const states = lines.filter(({ kind }) => kind === 'state').map(({ state }) => state);
    for (const state of ['ice-connected', 'peer-connected', 'signaling-stable', 'candidate-pair'])
      expect(states).toContain(state);
    expect(connections.map(({ close }) => close?.by)).toEqual(['local', 'remote', 'remote', 'local']);
    expect(connections.slice(0, 2).map(({ close }) => close?.class)).toEqual(['done', 'done']);
    const codes = lines.filter(({ kind }) => kind === 'close').map(({ conn, code }) => `${conn} ${String(code)}`);
    const wantedCodes = truth.connections.flatMap(({ entries }, at) =>
      entries.flatMap((entry) => (entry.kind === 'close' ? [`${connections[at]?.conn} ${entry.code}`] : [])),
    );
    expect([...codes].sort()).toEqual([...wantedCodes].sort());
    expect(findings.filter(({ conn }) => conn === 'rtc1' || conn === 'rtc2')).toEqual([]);
    const peers = lines.filter(({ kind }) => kind === 'open').map(({ peer }) => peer);
    expect(new Set(peers).size).toBe(2);
    expect(JSON.stringify(lines)).not.toMatch(/ice-ufrag|fingerprint|\.local\b/);
  });
});
