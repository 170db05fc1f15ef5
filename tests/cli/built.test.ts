import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliBuild } from '../../scripts/build/cli.ts';
import { sessionRecords } from '../bench/traffic.ts';
import { capture, header, write } from '../core/trace/archive/fixtures.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILE = join(ROOT, 'tests/fixtures/captures/happy-browser-dials.onetrace');

describe('the built file', () => {
  let folder: string;
  let program: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'one-trace-built-'));
    // Everything but the place: what makes the file in dist executable belongs to that place.
    const config = cliBuild(ROOT);
    await build({
      ...config,
      plugins: [],
      configFile: false,
      logLevel: 'error',
      build: { ...config.build, outDir: folder },
    });
    program = join(folder, 'one-trace.mjs');
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const node = (...argv: string[]) =>
    spawnSync(process.execPath, [program, ...argv], { encoding: 'utf8', maxBuffer: 1e9 });

  it('stands alone and begins with the line that makes it a program', async () => {
    const code = await readFile(program, 'utf8');
    expect(code.startsWith('#!/usr/bin/env node\n')).toBe(true);
    const imports = [...code.matchAll(/^import .*? from ["'](.+?)["']/gm)].map(([, from]) => from);
    expect(imports.filter((from) => !from!.startsWith('node:'))).toEqual([]);
  });

  it('decodes a recording, from a file and from a pipe', async () => {
    const { status, stdout, stderr } = node('decode', FILE);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n').length).toBeGreaterThan(100);
    const piped = spawnSync(process.execPath, [program, 'decode', '-'], {
      input: await readFile(FILE),
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    expect(piped.stdout).toBe(stdout);
  });

  it('ends with 2 and one line for input that cannot be used', () => {
    expect(node('decode', join(folder, 'nowhere'))).toMatchObject({ status: 2, stdout: '' });
    expect(node('decode', folder).stderr).toBe(`one-trace: ${folder}: is a directory\n`);
    expect(node('decode', program).stderr).toMatch(/^one-trace: \S+: this is no ONE Trace recording[^\n]*\n$/);
  });

  it('ends quietly when its reader goes away', async () => {
    const child = spawn(process.execPath, [program, 'decode', FILE], { stdio: ['ignore', 'pipe', 'pipe'] });
    let complaints = '';
    child.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const [status] = (await once(child, 'exit')) as [number];
    expect({ status, complaints }).toEqual({ status: 0, complaints: '' });
  });

  it('holds no more of a long recording than of a short one', async () => {
    const long = join(folder, 'long.onetrace');
    const payload = new Uint8Array(65_536);
    function* frames() {
      for (let seq = 0; seq < 1500; seq += 1) {
        yield {
          kind: 'frame',
          conn: 'ws1',
          seq,
          t: seq,
          dir: 'in',
          type: 'binary',
          size: payload.length,
          payload,
        } as const;
      }
    }
    await writeFile(long, await write(header, frames()));
    const run = spawnSync(process.execPath, ['--max-old-space-size=48', program, 'decode', long], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    expect({ status: run.status, stderr: run.stderr.toString() }).toEqual({ status: 0, stderr: '' });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'leaves nothing half-written where %s ends it',
    async (signal, status) => {
      const long = join(folder, `long-${signal}.onetrace`);
      const out = `${long}.sealed`;
      await writeFile(long, await write(header, sessionRecords({ frames: 50_000, size: 200 })));
      const child = spawn(process.execPath, [program, 'convert', long, '--to', 'onetrace', '-o', out], {
        stdio: 'ignore',
      });
      const ended = once(child, 'exit');
      await expect.poll(() => existsSync(`${out}.part`), { interval: 5, timeout: 60_000 }).toBe(true);
      child.kill(signal);
      expect(await ended).toEqual([status, null]);
      expect([existsSync(out), existsSync(`${out}.part`)]).toEqual([false, false]);
    },
    90_000,
  );

  it('reads a capture the same as it is, whatever the name of the file', async () => {
    const copy = join(folder, 'copy.bin');
    await writeFile(copy, await capture('idle-keepalive'));
    expect(node('decode', copy).status).toBe(0);
  });
});
