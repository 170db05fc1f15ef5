import type { Command, Option, Options } from './command.ts';
import { COMMON_OPTIONS } from './common-options.ts';
import { entry, wrap } from './wrap.ts';

/** A term and what it means. */
export type Entry = readonly [term: string, text: string];

/** What a page of the manual says beside what the command itself tells: its name, summary and options. Paragraphs are wrapped. */
export interface Manual {
  /** What may follow `one-trace NAME`, for each way to use it; long ones are broken by hand. */
  synopsis: readonly string[];
  description: string;
  /** Parts of its own, between the description and the options. */
  parts?: readonly { title: string; text?: string; entries?: readonly Entry[] }[];
  /** What a status means here; 1 where it occurs. */
  status?: { 0?: string; 1?: string };
  files?: readonly Entry[];
  examples: readonly (readonly [what: string, line: string])[];
  /** Names of other commands, and whatever else there is to read. */
  seeAlso: readonly string[];
}

const OPTION_COLUMN = 27;

/** `one-trace NAME --help`. */
export function manualPage(name: string, { summary, manual, options }: Command): string {
  const { synopsis, description, parts = [], status = {}, files = [], examples, seeAlso } = manual;
  return page([
    ['Name', wrap(`one-trace ${name} - ${summary}`, 2)],
    ['Synopsis', [...synopsis, '--help'].map((line) => `  one-trace ${name} ${line.replaceAll('\n', '\n      ')}`)],
    ['Description', wrap(description, 2)],
    ...parts.map(({ title, text, entries = [] }): Section => [
      title,
      [...(text === undefined ? [] : wrap(text, 2)), ...entryLines(entries)],
    ]),
    ['Options', optionLines(options)],
    commonSection(),
    ['Exit status', statusLines(status)],
    ['Files', entryLines(files)],
    ['Examples', exampleLines(examples)],
    ['See also', wrap(seeAlso.map((other) => (other.includes(' ') ? other : `one-trace ${other}`)).join(', '), 2)],
  ]);
}

/** `one-trace --help`. */
export function overview(commands: { [name: string]: Command }): string {
  return page([
    ['Name', ['  one-trace - recordings of ONE.models connections, decoded and explained']],
    ['Synopsis', ['  one-trace COMMAND [options]', '  one-trace COMMAND --help', '  one-trace --version']],
    [
      'Description',
      wrap(
        'Reads the recordings (.onetrace) that the ONE Trace browser extension makes, with the same code as its panel: both say the same of the same file. Nothing is sent anywhere, and no recording is changed.',
        2,
      ),
    ],
    ['Commands', entryLines(Object.entries(commands).map(([name, { summary }]): Entry => [name, summary]))],
    commonSection(),
    ['Exit status', statusLines({ 1: 'the recording shows a failure (check), or two recordings differ (diff)' })],
    [
      'Files',
      entryLines([
        ['*.onetrace', 'a recording: JSON, one record a line, compressed with gzip or plain'],
        ['-', 'standard input in place of FILE, standard output in place of OUT'],
      ]),
    ],
    [
      'Examples',
      exampleLines([
        ['What went wrong in a session?', 'one-trace report session.onetrace'],
        ['Fail a test run over a recorded failure', 'one-trace check session.onetrace'],
        ['Look at it in the browser', 'one-trace open session.onetrace --browser'],
        [
          'Make a copy without secrets, for an issue tracker',
          'one-trace convert session.onetrace --to markdown -o issue.md',
        ],
      ]),
    ],
    ['See also', ['  one-trace COMMAND --help for each command, README.md, docs/']],
  ]);
}

/** Their texts begin in one column, as far left as the longest term lets them. */
function entryLines(entries: readonly Entry[]): string[] {
  const column = Math.min(OPTION_COLUMN, Math.max(...entries.map(([term]) => term.length)) + 4);
  return entries.flatMap(([term, text]) => entry(term, text, column));
}

type Section = readonly [title: string, lines: readonly string[]];

const commonSection = (): Section => ['Options of every command', optionLines(COMMON_OPTIONS)];

const page = (sections: readonly Section[]): string =>
  `${sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines].join('\n'))
    .join('\n\n')}\n`;

function optionLines(options: Options): string[] {
  return Object.entries(options).flatMap(([name, option]) => entry(spelled(name, option), option.text, OPTION_COLUMN));
}

const spelled = (name: string, { short, value }: Option): string =>
  `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;

const statusLines = ({ 0: good = 'good', 1: failure }: NonNullable<Manual['status']>): string[] => [
  ...entry('0', good, 5),
  ...(failure === undefined ? [] : entry('1', failure, 5)),
  ...entry(
    '2',
    'the input or the command line cannot be used; one line on standard error says which file or line, and why',
    5,
  ),
];

const exampleLines = (examples: Manual['examples']): string[] =>
  examples.flatMap(([what, line]) => [...wrap(what, 2), `    ${line}`]);
