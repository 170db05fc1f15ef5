import type { Options } from './command.ts';

/** Every command has these. TRACE-FORMAT §3. */
export const COMMON_OPTIONS: Options = {
  json: { type: 'boolean' },
  keys: { type: 'string' },
  'passphrase-file': { type: 'string' },
  'secret-key': { type: 'string' },
  salvage: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

export const COMMON_HELP = `Options of every command
  --keys FILE             session keys: one key record a line, or another recording
  --salvage               read what can be read of a cut or damaged recording
  --passphrase-file FILE  opens a recording that is sealed with a passphrase: the first line of FILE
  --secret-key FILE       opens a recording that is sealed for a public key: the file that "keys create" made
  --json                  print JSON
  -h, --help              print this page

FILE may be "-" for standard input.

Exit status
  0  good
  1  the recording shows a failure (check)
  2  the input or the command line cannot be used; one line on standard error says why
`;
