import type { RedactionLevel } from '../core/redact/level.ts';
import { EXPORTERS } from '../core/report/exporters/table.ts';
import { prepareExport } from '../core/report/prepare-export.ts';
import { flag, option, type Args, type Command } from './command.ts';
import { UnusableInput } from './io.ts';
import { toOutput } from './output.ts';
import { withRecording } from './recording.ts';
import { readSalt, SALT_HELP } from './salt-file.ts';
import { sealed, SEAL_HELP, SEAL_OPTIONS } from './seal-output.ts';

const LEVELS: readonly RedactionLevel[] = ['shapes', 'fields', 'none'];
const FORMATS = EXPORTERS.map(({ id }) => id).join(', ');

export const convert: Command = {
  summary: 'write a recording in another format, without its secrets',
  help: `one-trace convert - a recording in another format, safe to pass on

Usage
  one-trace convert FILE --to FORMAT -o OUT [--redact LEVEL] [--seal-passphrase-file FILE | --seal-for PUBLICKEY]

Formats
${EXPORTERS.map(({ id, title, extension }) => `  ${id.padEnd(10)}${title} (${extension})`).join('\n')}

What leaves
  --redact shapes         sizes, times, kinds and names of messages; ids and hosts as stand-ins. The default
  --redact fields         besides these the known fields of known messages; ids as keyed hashes
  --redact none           everything as it was captured; needs --include-secrets as well
  --include-secrets       yes, what was captured may leave: addresses, public keys, unencrypted payloads
  --include-keys          session keys, too: whoever has the file can read everything. Only with --redact none, and --to onetrace
${SALT_HELP}  --note TEXT             a note of yours in the header

${SEAL_HELP}
Options
  -o, --out OUT           where to; "-" for standard output. OUT appears when it is complete, never before
`,
  options: {
    to: { type: 'string' },
    out: { type: 'string', short: 'o' },
    redact: { type: 'string' },
    'include-secrets': { type: 'boolean' },
    'include-keys': { type: 'boolean' },
    'salt-file': { type: 'string' },
    note: { type: 'string' },
    ...SEAL_OPTIONS,
  },
  positionals: ['FILE'],
  async run(args, io) {
    const [path = ''] = args.positionals;
    const exporter = EXPORTERS.find(({ id }) => id === option(args, 'to'));
    if (exporter === undefined) throw new UnusableInput(`convert: --to is one of ${FORMATS}`);
    const out = option(args, 'out');
    if (out === undefined) throw new UnusableInput('convert: -o OUT is missing; "-" is standard output');
    if (out === path && path !== '-') throw new UnusableInput('convert: OUT is FILE itself; name another one');
    const level = levelOf(args);
    const includeKeys = flag(args, 'include-keys');
    if (includeKeys && exporter.id !== 'onetrace')
      throw new UnusableInput('convert: only --to onetrace can hold session keys');
    const salt = await readSalt(args, io);
    await withRecording(path, args, io, async (recording) => {
      const choice = { level, includeKeys, salt, note: option(args, 'note') };
      const input = await prepareExport(recording, choice, { onRecords: (n) => io.progress?.(`${n} records`) });
      await toOutput(out, await sealed(asBytes(exporter.write(input)), args, io), io);
      io.progress?.('');
    });
    return 0;
  },
};

function levelOf(args: Args): RedactionLevel {
  const asked = option(args, 'redact') ?? 'shapes';
  const level = LEVELS.find((each) => each === asked);
  if (level === undefined) throw new UnusableInput(`convert: --redact is one of ${LEVELS.join(', ')}`);
  if (level === 'none' && !flag(args, 'include-secrets'))
    throw new UnusableInput('convert: --redact none lets everything leave; say --include-secrets as well');
  if (level !== 'none' && flag(args, 'include-keys'))
    throw new UnusableInput('convert: --include-keys needs --redact none --include-secrets');
  return level;
}

async function* asBytes(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield typeof chunk === 'string' ? encoder.encode(chunk) : chunk;
}
