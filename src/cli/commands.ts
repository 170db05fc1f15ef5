import { check } from './check.ts';
import type { Command } from './command.ts';
import { convert } from './convert.ts';
import { decode } from './decode.ts';
import { keys } from './keypair.ts';
import { report } from './report.ts';

/** The commands by name: a new one is a file and a line here. */
export const COMMANDS: { [name: string]: Command } = {
  decode,
  report,
  check,
  convert,
  keys,
};
