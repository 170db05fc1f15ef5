import type { Options } from './command.ts';

/** Every command has these. TRACE-FORMAT §3. */
export const COMMON_OPTIONS: Options = {
  keys: {
    type: 'string',
    value: 'FILE',
    text: 'session keys beside those in the recording: one key record a line, or another recording',
  },
  'passphrase-file': {
    type: 'string',
    value: 'FILE',
    text: 'opens a recording that is sealed with a passphrase, which is the first line of FILE',
  },
  'secret-key': {
    type: 'string',
    value: 'FILE',
    text: 'opens a recording that is sealed for a public key: the file that "keys create" made',
  },
  salvage: {
    type: 'boolean',
    text: 'read what can be read of a cut or damaged recording, instead of refusing it; what is missing is told as lost',
  },
  json: { type: 'boolean', text: 'print JSON, for programs' },
  help: { type: 'boolean', short: 'h', text: 'print this page' },
};
