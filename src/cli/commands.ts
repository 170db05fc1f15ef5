import { check } from './check.ts';
import type { Command } from './command.ts';
import { convert } from './convert.ts';
import { decode } from './decode.ts';
import { diff } from './diff.ts';
import { keys } from './keypair.ts';
import { merge } from './merge.ts';
import { open } from './open.ts';
import { report } from './report.ts';
import { send } from './send.ts';
import { unseal } from './unseal.ts';

/** The commands by name: a new one is a file and a line here. */
export const COMMANDS: { [name: string]: Command } = {
  decode,
  report,
  check,
  open,
  convert,
  send,
  diff,
  merge,
  keys,
  unseal,
};
