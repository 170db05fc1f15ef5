import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createNodeIo } from '../../src/cli/node-io.ts';
import { keyFileText } from '../../src/core/seal/key-pair.ts';
import { ALICE, BOB, content, flipped, PASSPHRASE, sealBytes } from '../core/seal/seal-fixtures.ts';
import { bytesOf, capture } from '../core/trace/archive/fixtures.ts';
import { runWith } from './fake-io.ts';

/** Longer than one chunk of a seal, and no recording: whatever was sealed comes back. */
const INSIDE = content(150_000);
const OPEN_PHRASE = ['--passphrase-file', 'phrase.txt'];
let files: { [path: string]: Uint8Array };

beforeAll(async () => {
  files = {
    plain: await capture('happy-browser-dials'),
    phrase: await sealBytes(INSIDE, { passphrase: PASSPHRASE }),
    team: await sealBytes(INSIDE, { publicKeys: [BOB.publicKey] }),
    'phrase.txt': bytesOf(`${PASSPHRASE}\n`),
    'wrong.txt': bytesOf('correct horse\n'),
    'bob.key': bytesOf(keyFileText(BOB)),
    'alice.key': bytesOf(keyFileText(ALICE)),
  };
});

describe('one-trace unseal', () => {
  it.each([
    ['phrase', OPEN_PHRASE],
    ['team', ['--secret-key', 'bob.key']],
  ])('gives what was inside of %s, byte for byte', async (path, opener) => {
    const own = { ...files };
    expect(await runWith(own, ['unseal', path, '-o', 'out', ...opener])).toEqual({ status: 0, out: '', err: '' });
    expect(own['out']).toEqual(INSIDE);
  });

  it('opens a HAR file that convert has sealed', async () => {
    const own = { ...files };
    await runWith(own, ['convert', 'plain', '--to', 'har', '-o', 'sealed', '--seal-for', BOB.publicKey]);
    await runWith(own, ['unseal', 'sealed', '-o', 'session.har', '--secret-key', 'bob.key']);
    const har = JSON.parse(new TextDecoder().decode(own['session.har'])) as { log: { version: string } };
    expect(har.log.version).toBe('1.2');
  });

  it.each([
    ['plain', OPEN_PHRASE, 'plain: it is not sealed'],
    ['nowhere', OPEN_PHRASE, 'nowhere: there is no such file'],
    ['phrase', [], 'phrase: it is sealed with a passphrase; --passphrase-file FILE opens it'],
    ['phrase', ['--passphrase-file', 'wrong.txt'], 'phrase: the passphrase does not open it'],
    ['team', [], 'team: it is sealed for a public key; --secret-key FILE opens it'],
    ['team', ['--secret-key', 'alice.key'], 'team: it is sealed for other keys than this one'],
    ['phrase', ['--salvage'], 'unseal: a damaged seal is not taken off; "decode --salvage" reads what is genuine'],
  ])('refuses %s with %j in one line', async (path, opener, says) => {
    const own = { ...files };
    expect(await runWith(own, ['unseal', path, '-o', 'out', ...opener])).toEqual({
      status: 2,
      out: '',
      err: `one-trace: ${says}\n`,
    });
    expect(own['out']).toBeUndefined();
  });

  it('wants to know where to, and not that it is the file itself', async () => {
    expect((await runWith(files, ['unseal', 'phrase'])).err).toMatch(/^one-trace: unseal: -o OUT is missing;/);
    expect((await runWith(files, ['unseal', 'phrase', '-o', 'phrase'])).err).toMatch(/OUT is FILE itself/);
  });
});

describe('a seal that proves damaged in the middle', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const unsealTo = (out: string) => {
    const { open, create } = createNodeIo();
    return runWith({}, ['unseal', at('in'), '-o', out, '--passphrase-file', at('phrase.txt')], { open, create });
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'one-trace-unseal-'));
    await writeFile(at('phrase.txt'), PASSPHRASE);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const broken: [string, (file: Uint8Array) => Uint8Array, RegExp][] = [
    ['changed', (file) => flipped(file, file.length - 5), /it is damaged, or was changed/],
    ['cut', (file) => file.subarray(0, 100_000), /it is cut short/],
    ['grown', (file) => new Uint8Array([...file, 1]), /something was added to it/],
  ];

  it.each(broken)('(%s) leaves nothing of OUT', async (_, change, says) => {
    await writeFile(at('in'), change(files['phrase'] ?? new Uint8Array()));
    const { status, err } = await unsealTo(at('out'));
    expect({ status, lines: err.split('\n').length }).toEqual({ status: 2, lines: 2 });
    expect(err).toMatch(says);
    expect((await readdir(folder)).sort()).toEqual(['in', 'phrase.txt']);
  });

  it.each(broken)('(%s) leaves an OUT of before as it was', async (_, change) => {
    await writeFile(at('in'), change(files['phrase'] ?? new Uint8Array()));
    await writeFile(at('out'), 'of before');
    await unsealTo(at('out'));
    expect(await readFile(at('out'), 'utf8')).toBe('of before');
  });

  it('and one that does not gives a file that only its owner may read', async () => {
    await writeFile(at('in'), files['phrase'] ?? new Uint8Array());
    expect(await unsealTo(at('out'))).toMatchObject({ status: 0, err: '' });
    expect(new Uint8Array(await readFile(at('out')))).toEqual(INSIDE);
    expect((await stat(at('out'))).mode & 0o777).toBe(0o600);
  });
});
