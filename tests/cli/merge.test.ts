import { beforeAll, describe, expect, it } from 'vitest';
import type { MergeReport } from '../../src/core/merge/merge-report.ts';
import type { TraceRecord } from '../../src/core/trace/records.ts';
import { byOtherClock, playBoth } from '../core/merge/lab-sides.ts';
import { damaged, neverArrived, sealedFrames } from '../core/merge/merge-two.ts';
import { header, read, write } from '../core/trace/archive/fixtures.ts';
import { runWith } from './fake-io.ts';

const file = (records: readonly TraceRecord[]): Promise<Uint8Array> => write(header, records);

describe('one-trace merge', () => {
  let alice: TraceRecord[];
  let bob: TraceRecord[];
  let files: Record<string, Uint8Array>;

  beforeAll(async () => {
    const sides = await playBoth('relay-chat');
    bob = byOtherClock(sides.bob, 1500, 80e-6);
    alice = sides.alice;
    files = { alice: await file(alice), bob: await file(bob) };
  });

  it('tells a person of the clock, the connections and that nothing was lost', async () => {
    const { status, out, err } = await runWith(files, ['merge', 'alice', 'bob']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^A {2}alice\nB {2}bob\n/);
    expect(out).toMatch(/Clock: B is 1\u2009(500\.\d{3}|499\.\d{3})\u00a0ms ahead of A ± \d/);
    expect(out).toMatch(/A → B {2}half of the frames within/);
    expect(out).toMatch(/ {2}A\/ws4 = B\/ws3 {2}\d+ frames\n/);
    expect(out).toMatch(/A\/ws1 {2}alone, 4 frames: it spoke with the comm server only/);
    expect(out).not.toMatch(/Lost|Altered|one side only/);
  });

  it('names what was lost and what was altered', async () => {
    const [, hit, , , , gone] = sealedFrames(alice, 'ws4', 'in');
    const hurt = neverArrived(
      damaged(alice, ({ conn, seq }) => conn === 'ws4' && seq === hit?.seq),
      ({ conn, seq }) => conn === 'ws4' && seq === gone?.seq,
    );
    const { out } = await runWith({ ...files, alice: await file(hurt) }, ['merge', 'alice', 'bob']);
    expect(out).toMatch(
      /Lost on the way: 1\n {2}B\/ws3 → A\/ws4: what was sent later arrived.*\n {4}#\d+ instance_id_object \(/,
    );
    expect(out).toMatch(
      /Altered on the way: 1\n {2}B\/ws3 #\d+ person_id_object \(.*\) → A\/ws4 #\d+: it arrived with other bytes/,
    );
  });

  it('prints one object with --json', async () => {
    const { out } = await runWith(files, ['merge', 'alice', 'bob', '--json']);
    const report = JSON.parse(out) as MergeReport;
    expect(Math.abs(report.clock.offsetMs - 1500)).toBeLessThan(1);
    expect(report).toMatchObject({ lost: [], altered: [], lone: [], connections: [{ a: 'A/ws3' }, { a: 'A/ws4' }] });
  });

  it('writes a recording that every other command reads', async () => {
    const own = { ...files };
    expect((await runWith(own, ['merge', 'alice', 'bob', '-o', 'both'])).status).toBe(0);
    const { records } = await read(own['both'] ?? new Uint8Array());
    expect(records).toHaveLength(alice.length + bob.length);
    const names = async (path: string): Promise<string[]> =>
      (await runWith(own, ['decode', path])).out
        .split('\n')
        .flatMap((line) => /"name":"([^"]*)"/.exec(line)?.[1] ?? []);
    expect((await names('both')).toSorted()).toEqual([...(await names('alice')), ...(await names('bob'))].toSorted());
    expect((await runWith(own, ['check', 'both'])).out).toMatch(/no failure in 8 connections/);
  });

  it('prints nothing but the recording where that goes to standard output', async () => {
    const parts: Uint8Array[] = [];
    const io = {
      write: async (content: string | Uint8Array) => void (typeof content !== 'string' && parts.push(content)),
    };
    expect((await runWith(files, ['merge', 'alice', 'bob', '-o', '-'], io)).status).toBe(0);
    expect((await read(new Uint8Array(Buffer.concat(parts)))).records).toHaveLength(alice.length + bob.length);
  });

  it.each([
    [['alice', 'alice'], 'alice and alice are of the same side: what one sent, the other sent as well'],
    [['alice', 'empty'], 'alice and empty share no frame: they are not of two ends of one connection'],
    [['alice', 'bob', '-o', 'bob'], 'merge: OUT is B itself; name another one'],
    [['-', '-'], 'merge: only one of the two can be standard input'],
    [['alice'], 'merge: B is missing; see one-trace merge --help'],
    [['alice', 'nobody'], 'nobody: there is no such file'],
  ])('refuses %j in one line', async (argv, line) => {
    const empty = await file([{ kind: 'note', t: 1, text: 'nothing' }]);
    const { status, out, err } = await runWith({ ...files, empty }, ['merge', ...argv]);
    expect({ status, out, err }).toEqual({ status: 2, out: '', err: `one-trace: ${line}\n` });
  });

  it('can seal what it writes', async () => {
    const own: Record<string, Uint8Array> = { ...files, pass: new TextEncoder().encode('a long enough passphrase\n') };
    await runWith(own, ['merge', 'alice', 'bob', '-o', 'both', '--seal-passphrase-file', 'pass']);
    expect((await runWith(own, ['report', 'both'])).err).toMatch(/--passphrase-file FILE opens it/);
    const { status } = await runWith(own, ['report', 'both', '--passphrase-file', 'pass']);
    expect(status).toBe(0);
  });
});
