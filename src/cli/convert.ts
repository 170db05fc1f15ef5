import type { RedactionLevel } from '../core/redact/level.ts';
import { EXPORTERS } from '../core/report/exporters/table.ts';
import { writeExport } from '../core/report/write-export.ts';
import { flag, option, type Args, type Command } from './command.ts';
import { UnusableInput } from './io.ts';
import { toOutput } from './output.ts';
import { withRecording } from './recording.ts';
import { readSalt, SALT_OPTION } from './salt-file.ts';
import { sealed, SEAL_OPTIONS } from './seal-output.ts';

const LEVELS: readonly RedactionLevel[] = ['shapes', 'fields', 'none'];
const FORMATS = EXPORTERS.map(({ id }) => id).join(', ');

export const convert: Command = {
  summary: 'write a recording in another format, without its secrets',
  manual: {
    synopsis: ['FILE --to FORMAT -o OUT [--redact LEVEL]\n[--seal-passphrase-file FILE | --seal-for PUBLICKEY]'],
    description: `Writes a recording in another format, or the same without what must not be passed on. Unless told otherwise, no content leaves: sizes, times, kinds and names of messages only.`,
    parts: [
      {
        title: 'Formats',
        entries: EXPORTERS.map(({ id, title, extension }) => [id, `${title} (${extension})`] as const),
      },
      {
        title: 'Levels',
        entries: [
          ['shapes', 'sizes, times, kinds and names of messages; ids and hosts as stand-ins. The default'],
          ['fields', 'besides these the known fields of known messages; ids as keyed hashes'],
          ['none', 'everything as it was captured; needs --include-secrets as well'],
        ],
      },
    ],
    files: [['OUT', 'appears when it is complete, never before; only its owner may read it']],
    examples: [
      ['A report for an issue tracker', 'one-trace convert session.onetrace --to markdown -o issue.md'],
      [
        'The recording itself for a developer, sealed',
        'one-trace convert session.onetrace --to onetrace --redact fields -o out.onetrace --seal-for otpub1...',
      ],
      ['A HAR for the network panel of a browser', 'one-trace convert session.onetrace --to har -o session.har'],
    ],
    seeAlso: ['unseal', 'keys'],
  },
  options: {
    to: { type: 'string', value: 'FORMAT', text: `one of ${FORMATS}` },
    out: { type: 'string', short: 'o', value: 'OUT', text: 'where to write; "-" for standard output' },
    redact: { type: 'string', value: 'LEVEL', text: `one of ${LEVELS.join(', ')}` },
    'include-secrets': {
      type: 'boolean',
      text: 'yes, what was captured may leave: addresses, public keys, unencrypted payloads. Only with --redact none',
    },
    'include-keys': {
      type: 'boolean',
      text: 'session keys too: whoever has the file can read everything. Only with --redact none and --to onetrace',
    },
    ...SALT_OPTION,
    note: { type: 'string', value: 'TEXT', text: 'a note of yours in the header' },
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
      const written = writeExport(exporter, recording, choice, { onRecords: (n) => io.progress?.(`${n} records`) });
      await toOutput(out, await sealed(asBytes(written), args, io), io);
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
