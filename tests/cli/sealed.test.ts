import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Args } from '../../src/cli/command.ts';
import { createSecret } from '../../src/cli/create-secret.ts';
import { createNodeIo } from '../../src/cli/node-io.ts';
import { sealed } from '../../src/cli/seal-output.ts';
import { keyFileText } from '../../src/core/seal/key-pair.ts';
import { joinBytes } from '../../src/core/trace/join-bytes.ts';
import { ALICE, BOB, flipped, PASSPHRASE, sealBytes, SMALL_ORDER_KEY } from '../core/seal/seal-fixtures.ts';
import { bytesOf, capture, expand, fileOf, gather, pieces } from '../core/trace/archive/fixtures.ts';
import { runWith } from './fake-io.ts';

const KEY_RECORD = /"kind":"key"/;
let plain: Uint8Array;
let files: { [path: string]: Uint8Array };

beforeAll(async () => {
  plain = await capture('happy-browser-dials');
  files = {
    plain,
    phrase: await sealBytes(plain, { passphrase: PASSPHRASE }),
    team: await sealBytes(plain, { publicKeys: [BOB.publicKey, ALICE.publicKey] }),
    alone: await sealBytes(plain, { publicKeys: [BOB.publicKey] }),
    'phrase.txt': bytesOf(`${PASSPHRASE}\r\nand a remark\n`),
    'wrong.txt': bytesOf('correct horse\n'),
    'alice.key': bytesOf(keyFileText(ALICE)),
    'bob.key': bytesOf(keyFileText(BOB)),
  };
});

describe('a sealed recording', () => {
  it.each([
    ['decode', '--text'],
    ['report', '--json'],
    ['check', '--json'],
  ])('is read by %s as if it were not sealed', async (command, option) => {
    const expected = await runWith(files, [command, 'plain', option]);
    expect(expected.out).not.toBe('');
    const withPassphrase = [command, 'phrase', option, '--passphrase-file', 'phrase.txt'];
    expect(await runWith(files, withPassphrase)).toEqual(expected);
    for (const key of ['alice.key', 'bob.key'])
      expect(await runWith(files, [command, 'team', option, '--secret-key', key])).toEqual(expected);
  });

  it('lends its session keys to another recording', async () => {
    const lines = (await expand(plain)).trimEnd().split('\n');
    const bare = bytesOf(`${lines.filter((line) => !KEY_RECORD.test(line)).join('\n')}\n`);
    const argv = ['decode', 'bare', '--keys', 'phrase', '--passphrase-file', 'phrase.txt'];
    expect(await runWith({ ...files, bare }, argv)).toEqual(await runWith(files, ['decode', 'plain']));
  });

  it.each([
    ['phrase', [], 'phrase: it is sealed with a passphrase; --passphrase-file FILE opens it'],
    ['phrase', ['--secret-key', 'bob.key'], 'phrase: it is sealed with a passphrase; --passphrase-file FILE opens it'],
    ['alone', [], 'alone: it is sealed for a public key; --secret-key FILE opens it'],
    ['team', [], 'team: it is sealed for 2 public keys; --secret-key FILE opens it'],
    ['team', ['--passphrase-file', 'phrase.txt'], 'team: it is sealed for 2 public keys; --secret-key FILE opens it'],
    ['phrase', ['--passphrase-file', 'wrong.txt'], 'phrase: the passphrase does not open it'],
    ['alone', ['--secret-key', 'alice.key'], 'alone: it is sealed for other keys than this one'],
  ])('%s with %j is answered in one line that says what opens it', async (path, argv, says) => {
    expect(await runWith(files, ['report', path, ...argv])).toEqual({
      status: 2,
      out: '',
      err: `one-trace: ${says}\n`,
    });
  });

  it('that was damaged or cut is refused, and read with --salvage', async () => {
    const { team } = files as { team: Uint8Array };
    const broken = { ...files, damaged: flipped(team, team.length - 1), cut: team.subarray(0, team.length - 1) };
    for (const [path, what] of [
      ['damaged', 'damaged'],
      ['cut', 'truncated'],
    ] as const) {
      const argv = ['decode', path, '--secret-key', 'bob.key'];
      const { status, out, err } = await runWith(broken, argv);
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toMatch(new RegExp(`^one-trace: ${path}: the file is ${what}: \\d+ lines? can be read[^\\n]*\\n$`));
    }
  });

  it('that was cut gives with --salvage what was genuine', async () => {
    const long = fileOf(
      ...Array.from(
        { length: 2000 },
        (_, seq) => `{"kind":"frame","conn":"ws1","seq":${seq},"t":1,"dir":"in","type":"text","size":2,"text":"hi"}`,
      ),
    );
    const whole = await sealBytes(long, { publicKeys: [BOB.publicKey] });
    const argv = ['decode', 'f', '--secret-key', 'bob.key', '--salvage'];
    const salvaged = await runWith({ ...files, f: whole.subarray(0, whole.length - 1000) }, argv);
    const all = await runWith({ ...files, f: whole }, argv);
    expect(salvaged).toMatchObject({ status: 0, err: '' });
    expect(salvaged.out.length).toBeGreaterThan(10_000);
    expect(all.out.startsWith(salvaged.out)).toBe(true);
    expect(all.out.length).toBeGreaterThan(salvaged.out.length);
  });

  it('with a damaged beginning, or of a newer version, says so', async () => {
    const { team } = files as { team: Uint8Array };
    const argv = ['report', 'f', '--secret-key', 'bob.key'];
    const damaged = await runWith({ ...files, f: flipped(team, 30) }, argv);
    expect(damaged.err).toBe('one-trace: f: its beginning is damaged, or was changed\n');
    const newer = await runWith({ ...files, f: flipped(team, 12, 1) }, argv);
    expect(newer.err).toMatch(/^one-trace: f: it was sealed by a newer ONE Trace \(version 3 of the seal\)[^\n]*\n$/);
  });
});

describe('the files that open', () => {
  it.each([
    ['--passphrase-file', 'an empty one', '', 'k: its first line, the passphrase, is empty'],
    ['--passphrase-file', 'an empty line', '\nsecond', 'k: its first line, the passphrase, is empty'],
    ['--passphrase-file', 'a huge one', 'x'.repeat(100_000), 'k: too large for a passphrase or a key'],
    ['--secret-key', 'no key', 'hello', 'k: this is no secret key, which begins with otsec1'],
    ['--secret-key', 'a public key', ALICE.publicKey, 'k: this is a public key, for sealing only;'],
    ['--secret-key', 'a mistake', ALICE.secretKey.replace('qy', 'qz'), 'k: the secret key has a mistake in it'],
  ])('%s with %s is answered in one line', async (option, _, text, says) => {
    const { status, err } = await runWith({ ...files, k: bytesOf(text) }, ['report', 'plain', option, 'k']);
    expect(status).toBe(2);
    expect(err.startsWith(`one-trace: ${says}`), err).toBe(true);
  });

  it('must be text', async () => {
    const argv = ['report', 'phrase', '--passphrase-file', 'k'];
    const { err } = await runWith({ ...files, k: new Uint8Array([0xff, 0xfe, 0x41, 0]) }, argv);
    expect(err).toBe('one-trace: k: is not text (UTF-8)\n');
  });

  it('are not in the way of a recording that is not sealed', async () => {
    const argv = ['report', 'plain', '--passphrase-file', 'wrong.txt', '--secret-key', 'alice.key'];
    expect(await runWith(files, argv)).toEqual(await runWith(files, ['report', 'plain']));
  });
});

describe('from one end to the other', () => {
  const convert = (...seal: string[]): string[] => ['convert', 'plain', '--to', 'onetrace', '-o', 'out', ...seal];

  it('what a tester seals for the key of the team, the team opens', async () => {
    const there = { ...files };
    const { out: publicKey } = await runWith(there, ['keys', 'create', '-o', 'team.key']);
    const sealing = await runWith(there, convert('--seal-for', publicKey.trim()));
    expect(sealing).toMatchObject({ status: 0, err: '' });
    expect((await runWith(there, ['check', 'out'])).err).toMatch(/^one-trace: out: it is sealed for a public key;/);
    expect((await runWith(there, ['check', 'out', '--secret-key', 'team.key'])).out).toMatch(/^out: no failure/);
  });

  it('a key that would keep nothing secret seals nothing', async () => {
    const there = { ...files };
    const { status, err } = await runWith(there, convert('--seal-for', SMALL_ORDER_KEY));
    expect({ status, err }).toEqual({
      status: 2,
      err: 'one-trace: this public key is of no use: it would keep nothing secret\n',
    });
    expect(there).not.toHaveProperty('out');
  });
});

describe('one-trace keys', () => {
  it('makes a pair: the secret key goes to the file, the public key to the output', async () => {
    const made: typeof files = {};
    const { status, out } = await runWith(made, ['keys', 'create', '-o', 'team.key']);
    expect(status).toBe(0);
    expect(out).toMatch(/^otpub1[a-z0-9]{58}\n$/);
    const text = Buffer.from(made['team.key']!).toString();
    expect(text).toContain('otsec1');
    expect(out).not.toContain('otsec1');
    expect((await runWith(made, ['keys', 'public', 'team.key'])).out).toBe(out);
    const json = (await runWith(made, ['keys', 'public', 'team.key', '--json'])).out;
    expect(JSON.parse(json)).toEqual({ publicKey: out.trim(), file: 'team.key' });
  });

  it.each([
    [['keys'], /is missing/],
    [['keys', 'destroy'], /^one-trace: keys: what is "destroy"\?/],
    [['keys', 'create'], /-o FILE is missing/],
    [['keys', 'create', 'f'], /what is "f"\? Use -o FILE/],
    [['keys', 'create', '-o', '-'], /a secret key is not printed/],
    [['keys', 'create', '-o', 'alice.key'], /^one-trace: alice\.key: there is such a file already/],
    [['keys', 'public'], /FILE is missing/],
    [['keys', 'public', 'nowhere'], /^one-trace: nowhere: there is no such file/],
    [['keys', 'public', 'plain'], /^one-trace: plain: /],
    [['keys', 'public', 'alice.key', 'b'], /what is "b"/],
  ])('%j: status 2 and one line', async (argv, says) => {
    const { status, out, err } = await runWith({ ...files }, argv);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(says);
    expect(err).toMatch(/^[^\n]+\n$/);
  });

  it('writes a file for the eyes of its owner only, and never over another', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'one-trace-keys-'));
    try {
      const path = join(folder, 'team.key');
      await createSecret(path, 'first');
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      await expect(createSecret(path, 'second')).rejects.toThrow('there is such a file already');
      expect(await readFile(path, 'utf8')).toBe('first');
      await expect(createSecret(join(folder, 'no', 'where'), 'x')).rejects.toThrow('there is no such folder');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('sealing what a command writes', () => {
  const output = async (values: Args['values']): Promise<Uint8Array> => {
    const io = { ...createNodeIo(), open: async (path: string) => ({ chunks: () => pieces(files[path]!), close }) };
    return joinBytes(await gather(await sealed(pieces(plain), { positionals: [], values }, io)));
  };
  const close = async (): Promise<void> => {};

  it('leaves it as it is where no option asks for a seal', async () => {
    expect(Buffer.from(await output({})).equals(plain)).toBe(true);
  });

  it('for a passphrase makes a file that the same passphrase file opens', async () => {
    const f = await output({ 'seal-passphrase-file': 'phrase.txt' });
    const opened = await runWith({ ...files, f }, ['check', 'f', '--passphrase-file', 'phrase.txt']);
    expect(opened.out).toMatch(/^f: no failure/);
  });

  it('for public keys makes a file that each of their owners opens', async () => {
    const f = await output({ 'seal-for': [ALICE.publicKey, BOB.publicKey] });
    for (const key of ['alice.key', 'bob.key'])
      expect((await runWith({ ...files, f }, ['check', 'f', '--secret-key', key])).out).toMatch(/^f: no failure/);
  });

  it.each<[Args['values'], RegExp]>([
    [{ 'seal-for': [ALICE.secretKey] }, /^--seal-for: this is a secret key/],
    [{ 'seal-for': [ALICE.publicKey, 'otpub1'] }, /^--seal-for: the public key has a mistake/],
    [{ 'seal-for': [ALICE.publicKey], 'seal-passphrase-file': 'phrase.txt' }, /exclude each other/],
  ])('is refused before anything is written: %j', async (values, says) => {
    await expect(output(values)).rejects.toThrow(says);
  });
});
