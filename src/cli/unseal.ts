import { SealError } from '../core/seal/seal-error.ts';
import { unseal as contentOf, type Opener } from '../core/seal/unseal.ts';
import { flag, option, type Command } from './command.ts';
import { UnusableInput, type InputFile } from './io.ts';
import { helpFor, openFile } from './open-file.ts';
import { toOutput } from './output.ts';
import { readOpener } from './seal-options.ts';

export const unseal: Command = {
  summary: 'take the seal off a file',
  manual: {
    synopsis: ['FILE -o OUT --passphrase-file FILE', 'FILE -o OUT --secret-key FILE'],
    description: `Writes a sealed file as it was before it was sealed, byte for byte: a recording, a HAR file, any other that was sealed with --seal-passphrase-file or --seal-for, or in the panel. Every other command opens a sealed recording by itself; this one is for programs that know no seal.

The seal also proves that nothing was changed. Where it is damaged, cut short, or does not open with what was given, nothing of OUT stays, and an OUT that was there before is left as it was. There is no --salvage here: "decode" and "report" read what is genuine of a damaged recording while it is sealed.`,
    files: [['OUT', 'can be read without a key; only its owner may read it (mode 600)']],
    examples: [
      ['A sealed HAR file', 'one-trace unseal session.har.sealed -o session.har --passphrase-file phrase.txt'],
      [
        'The header of a sealed recording',
        'one-trace unseal out.onetrace -o - --secret-key team.key | gunzip | head -1',
      ],
    ],
    seeAlso: ['keys', 'convert'],
  },
  options: {
    out: {
      type: 'string',
      short: 'o',
      value: 'OUT',
      text: 'where to write; "-" for standard output, and a reader must not use what it got where the exit status is not 0',
    },
  },
  positionals: ['FILE'],
  async run(args, io) {
    const [path = ''] = args.positionals;
    const out = option(args, 'out');
    if (out === undefined) throw new UnusableInput('unseal: -o OUT is missing; "-" is standard output');
    if (out === path && path !== '-') throw new UnusableInput('unseal: OUT is FILE itself; name another one');
    if (flag(args, 'salvage'))
      throw new UnusableInput('unseal: a damaged seal is not taken off; "decode --salvage" reads what is genuine');
    const opener = await readOpener(args, io);
    const file = await openFile(path, io);
    try {
      await toOutput(out, unsealed(path, file, opener), io);
    } finally {
      await file.close();
    }
    return 0;
  },
};

/** @throws UnusableInput that says what is wrong with the seal, and what opens it */
async function* unsealed(path: string, file: InputFile, opener: Opener): AsyncGenerator<Uint8Array> {
  try {
    yield* contentOf(file.chunks(), opener);
  } catch (error) {
    throw error instanceof SealError ? new UnusableInput(`${path}: ${error.message}${helpFor(error)}`) : error;
  }
}
