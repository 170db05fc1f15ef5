import { describe, expect, it } from 'vitest';
import { EXPORTERS } from '../../src/core/report/exporters/table.ts';
import { capture, read, textOf } from '../core/trace/archive/fixtures.ts';
import { runWith } from './fake-io.ts';

const IN = 'in.onetrace';
const recording = await capture('keepalive-timeout');

async function convert(...argv: string[]) {
  const files: Record<string, Uint8Array> = { [IN]: recording };
  const outcome = await runWith(files, ['convert', IN, '-o', 'out', ...argv]);
  return { ...outcome, file: files['out'], files };
}

describe('one-trace convert', () => {
  it.each(EXPORTERS.map(({ id }) => id))('writes %s, redacted to shapes where nothing else is said', async (format) => {
    const { status, out, err, file = new Uint8Array() } = await convert('--to', format);
    expect({ status, out, err }).toEqual({ status: 0, out: '', err: '' });
    if (format === 'onetrace') expect((await read(file)).header.redaction).toBe('shapes');
    else expect(textOf(file)).toContain('shapes');
  });

  it('leaves no payload and no key behind at shapes, and nothing but known fields at fields', async () => {
    for (const level of ['shapes', 'fields']) {
      const { file = new Uint8Array() } = await convert('--to', 'onetrace', '--redact', level);
      const { records } = await read(file);
      expect(records.filter(({ kind }) => kind === 'key')).toEqual([]);
      expect(records.filter((record) => record.kind === 'frame' && record.payload !== undefined)).toEqual([]);
    }
  });

  it('lets everything leave only where that is said twice, and keys only where they are named', async () => {
    expect((await convert('--to', 'onetrace', '--redact', 'none')).err).toMatch(/say --include-secrets as well\n$/);
    expect((await convert('--to', 'onetrace', '--include-keys')).err).toMatch(/needs --redact none/);
    const kinds = async (...more: string[]) => {
      const { file = new Uint8Array() } = await convert(
        '--to',
        'onetrace',
        '--redact',
        'none',
        '--include-secrets',
        ...more,
      );
      return (await read(file)).records.map(({ kind }) => kind);
    };
    expect(await kinds()).not.toContain('key');
    expect(await kinds('--include-keys')).toContain('key');
    const { err } = await convert('--to', 'har', '--redact', 'none', '--include-secrets', '--include-keys');
    expect(err).toMatch(/only --to onetrace can hold session keys\n$/);
  });

  it('gives the same report for the redacted recording as for the full one', async () => {
    const { files } = await convert('--to', 'onetrace');
    const codes = async (path: string): Promise<unknown> => {
      const { out } = await runWith(files, ['report', path, '--json']);
      const { findings, connections } = JSON.parse(out) as {
        findings: { code: string; conn: string }[];
        connections: { conn: string; role: string; phases: { phase: string; verdict: string }[] }[];
      };
      return [
        findings.map(({ code, conn }) => [code, conn]),
        connections.map(({ conn, role, phases }) => [conn, role, phases.map(({ phase, verdict }) => [phase, verdict])]),
      ];
    };
    expect(await codes('out')).toEqual(await codes(IN));
  });

  it('gives ids the same stand-ins across files under the same salt, and others without', async () => {
    const salted = async (...argv: string[]): Promise<string> => {
      const files: Record<string, Uint8Array> = { [IN]: recording, salt: new Uint8Array(32).fill(9) };
      await runWith(files, ['convert', IN, '-o', 'out', '--to', 'json', ...argv]);
      return textOf(files['out'] ?? new Uint8Array());
    };
    expect(await salted('--salt-file', 'salt')).toBe(await salted('--salt-file', 'salt'));
    expect(await salted()).not.toBe(await salted());
  });

  it('seals what it writes where asked to', async () => {
    const files: Record<string, Uint8Array> = { [IN]: recording };
    const { out: publicKey } = await runWith(files, ['keys', 'create', '-o', 'team.key']);
    await runWith(files, ['convert', IN, '-o', 'out', '--to', 'onetrace', '--seal-for', publicKey.trim()]);
    expect((await runWith(files, ['report', 'out'])).err).toMatch(/sealed/);
    expect((await runWith(files, ['report', 'out', '--secret-key', 'team.key'])).status).toBe(0);
  });

  it.each([
    [['--to', 'xml'], /--to is one of onetrace, markdown, har, perfetto, otlp, json\n$/],
    [['--to', 'har', '--redact', 'some'], /--redact is one of shapes, fields, none\n$/],
    [['--to', 'har', '--salt-file', 'nowhere'], /nowhere: there is no such file\n$/],
    [['--to', 'har', '-o', IN], /OUT is FILE itself; name another one\n$/],
  ])('exits with 2 and one line for %j, and writes nothing', async (argv, line) => {
    const { status, err, file } = await convert(...argv);
    expect(status).toBe(2);
    expect(err).toMatch(line);
    expect(file).toBeUndefined();
  });

  it('writes to standard output for "-"', async () => {
    const { out, status } = await runWith({ [IN]: recording }, ['convert', IN, '-o', '-', '--to', 'markdown']);
    expect(status).toBe(0);
    expect(out).toMatch(/^## /);
  });
});
