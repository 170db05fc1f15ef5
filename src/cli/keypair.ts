import { createKeyPair, keyFileText, readKeyPair } from '../core/seal/key-pair.ts';
import { flag, option, type Args, type Command } from './command.ts';
import { UnusableInput, type Io } from './io.ts';
import { about } from './open-file.ts';
import { readKeyFileText } from './seal-options.ts';

export const keys: Command = {
  summary: 'make the key pair of a team, for which recordings are sealed',
  manual: {
    synopsis: ['create -o FILE [--json]', 'public FILE [--json]'],
    description: `Key pairs for sealed recordings. "create" makes a new pair, writes the secret key to FILE and prints the public key. "public" prints the public key that belongs to the secret key in FILE.

Give the public key (otpub1...) to everybody who shall seal recordings for you. Keep the secret key (otsec1...) to those who shall open them, with --secret-key FILE or by importing it in the panel. Who loses it cannot open them any longer.

With --json one object: {"publicKey","file"}.`,
    files: [['FILE', 'the secret key as text; only its owner may read it, and it is never written over another file']],
    examples: [
      ['Make the key pair of a team', 'one-trace keys create -o team.key'],
      [
        'Seal for its owners',
        'one-trace convert session.onetrace --to onetrace -o out.onetrace --seal-for "$(one-trace keys public team.key)"',
      ],
    ],
    seeAlso: ['convert', 'unseal'],
  },
  options: { out: { type: 'string', short: 'o', value: 'FILE', text: 'where "create" writes the secret key' } },
  positionals: ['create or public'],
  optional: ['FILE'],
  async run(args, io) {
    const [action] = args.positionals;
    if (action === 'create') await create(args, io);
    else if (action === 'public') await show(args, io);
    else throw new UnusableInput(`keys: what is ${JSON.stringify(action)}? It is "create" or "public"`);
    return 0;
  },
};

async function create(args: Args, io: Io): Promise<void> {
  const file = option(args, 'out');
  const [, surplus] = args.positionals;
  if (surplus !== undefined) throw new UnusableInput(`keys create: what is ${JSON.stringify(surplus)}? Use -o FILE`);
  if (file === undefined) throw new UnusableInput('keys create: -o FILE is missing; see one-trace keys --help');
  if (file === '-') throw new UnusableInput('keys create: a secret key is not printed; name a file');
  const pair = createKeyPair();
  await about(file, () => io.createSecret(file, keyFileText(pair)));
  await print(pair.publicKey, file, args, io);
}

async function show(args: Args, io: Io): Promise<void> {
  const [, file] = args.positionals;
  if (file === undefined) throw new UnusableInput('keys public: FILE is missing; see one-trace keys --help');
  const { publicKey } = readKeyPair(await readKeyFileText(file, io));
  await print(publicKey, file, args, io);
}

const print = (publicKey: string, file: string, args: Args, io: Io): Promise<void> =>
  io.write(flag(args, 'json') ? `${JSON.stringify({ publicKey, file })}\n` : `${publicKey}\n`);
