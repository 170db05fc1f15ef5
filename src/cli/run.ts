import { parseArgs } from 'node:util';
import { SealError } from '../core/seal/seal-error.ts';
import { ArchiveError } from '../core/trace/archive/error.ts';
import type { Args, Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { COMMON_OPTIONS } from './common-options.ts';
import { OutputGone, UnusableInput, type Io } from './io.ts';
import { manualPage, overview } from './manual.ts';
import { GENERATOR } from '../core/trace/archive/header.ts';

/** The command line without its surroundings. @returns the exit status */
export async function run(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (error instanceof OutputGone) return 0;
    io.complain(`one-trace: ${oneLine(complaint(error))}`);
    return 2;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<0 | 1> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return print(overview(COMMANDS), io);
  if (name === '--version') return print(`${GENERATOR}\n`, io);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined)
    throw new UnusableInput(`there is no command ${JSON.stringify(name)}; see one-trace --help`);
  const args = parse(name, command, rest);
  return args.values['help'] === true ? print(manualPage(name, command), io) : command.run(args, io);
}

function parse(name: string, command: Command, argv: string[]): Args {
  let args: Args;
  try {
    args = parseArgs({ args: argv, options: { ...COMMON_OPTIONS, ...command.options }, allowPositionals: true });
  } catch (error) {
    throw new UnusableInput(`${name}: ${(error as Error).message}`);
  }
  const missing = command.positionals[args.positionals.length];
  if (missing !== undefined && args.values['help'] !== true)
    throw new UnusableInput(`${name}: ${missing} is missing; see one-trace ${name} --help`);
  const surplus = args.positionals[command.positionals.length + (command.optional?.length ?? 0)];
  if (surplus !== undefined)
    throw new UnusableInput(`${name}: what is ${JSON.stringify(surplus)}? See one-trace ${name} --help`);
  return args;
}

async function print(text: string, io: Io): Promise<0> {
  await io.write(text);
  return 0;
}

/** What the user can act on as it is; anything else is a fault of ours and says so. */
const complaint = (error: unknown): string =>
  error instanceof UnusableInput || error instanceof ArchiveError || error instanceof SealError
    ? error.message
    : `internal error: ${String(error)}`;

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ');
