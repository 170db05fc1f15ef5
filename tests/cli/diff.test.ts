import { beforeAll, describe, expect, it } from 'vitest';
import type { DiffReport } from '../../src/core/diff/diff-report.ts';
import { playBoth } from '../core/merge/lab-sides.ts';
import { header, write } from '../core/trace/archive/fixtures.ts';
import { runWith } from './fake-io.ts';

describe('one-trace diff', () => {
  let files: Record<string, Uint8Array>;

  beforeAll(async () => {
    const file = async (name: string): Promise<Uint8Array> => write(header, (await playBoth(name)).alice);
    files = { good: await file('relay-chat'), again: await file('relay-chat'), bad: await file('go-away') };
  });

  it('exits with 0 and says that nothing that matters differs', async () => {
    const { status, out, err } = await runWith(files, ['diff', 'good', 'again']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^A {2}good\nB {2}again\nNothing that matters differs\.\n/);
    expect(out).toMatch(/ws4 {2}dialer · relay · data {2}alike: \d+ messages in common/);
  });

  it('exits with 1 and says where the two part, and what came next on each side', async () => {
    const { status, out } = await runWith(files, ['diff', 'good', 'bad']);
    expect(status).toBe(1);
    expect(out).toMatch(
      /Where they part\n {2}ws4 of A, ws3 of B: both agree up to connection_group \(#4\); then\n {4}A {2}receives sync \(#5\) after .*\n {4}B {2}is closed by the remote after .*: refused \(1000 "Close called: I do not want to communicate with you. Go Away!"\)/,
    );
    expect(out).toMatch(/ {6}identity {4}A .* \[ok\]; B .* \[failed\] {2}←\n/);
    expect(out).toMatch(/ {2}ws3 {2}dialer · relay · pairing {2}only in A, 19 messages/);
    expect(out).toMatch(/Findings only in B\n {2}ERROR {3}peer\.go-away/);
  });

  it('prints one object with --json', async () => {
    const { status, out } = await runWith(files, ['diff', 'good', 'bad', '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(out) as DiffReport).toMatchObject({
      same: false,
      onlyA: [{ conn: 'ws3', matters: true }],
      onlyB: [],
    });
  });

  it.each([
    [['-', '-'], 'diff: only one of the two can be standard input'],
    [['good'], 'diff: B is missing; see one-trace diff --help'],
    [['good', 'none'], 'none: there is no such file'],
  ])('refuses %j in one line', async (argv, line) => {
    const { status, out, err } = await runWith(files, ['diff', ...argv]);
    expect({ status, out, err }).toEqual({ status: 2, out: '', err: `one-trace: ${line}\n` });
  });
});
