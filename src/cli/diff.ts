import { collectSide, createMessageNames, type DiffSide } from '../core/diff/collect-side.ts';
import { compareSides } from '../core/diff/compare-sides.ts';
import { diffText } from '../core/diff/diff-text.ts';
import { flag, type Command } from './command.ts';
import { UnusableInput } from './io.ts';
import { withRecording, type Recording } from './recording.ts';

export const diff: Command = {
  summary: 'compare a good and a bad session and say where they part; exit with 1 when they do',
  help: `one-trace diff - where two sessions part

Usage
  one-trace diff A B [--json] [--keys FILE] [--salvage]

Finds for each connection of A the one of B that plays the same part (by role, purpose, path and order), and compares them
phase by phase and message by message. Prints one object with --json:
  same          nothing that matters differs
  connections   phases, messages, ends and, where they differ, the parting: the last message of both and what came next
  onlyA, onlyB  connections without a counterpart
  findings      what only one of the recordings leads to

Exits with 1 when something that matters differs: the verdict of a phase, a message of a handshake, an error, how a connection
ended, a connection or a finding (warning or error) of one side alone. Times, spares, signs of life and how often objects
were asked for make no difference by themselves.
`,
  options: {},
  positionals: ['A', 'B'],
  async run(args, io) {
    const [pathA = '', pathB = ''] = args.positionals;
    if (pathA === '-' && pathB === '-') throw new UnusableInput('diff: only one of the two can be standard input');
    const names = createMessageNames();
    const collect = ({ records, keysOf }: Recording): Promise<DiffSide> =>
      collectSide(records(), { keys: keysOf, names, onProgress: (n) => io.progress?.(`${n} records`) });
    const [a, b] = await withRecording(pathA, args, io, async (recordingA) => {
      const ofA = await collect(recordingA);
      return [ofA, await withRecording(pathB, args, io, collect)] as const;
    });
    const result = compareSides(a, b, names.all);
    io.progress?.('');
    await io.write(flag(args, 'json') ? `${JSON.stringify(result, null, 2)}\n` : diffText(result, pathA, pathB));
    return result.same ? 0 : 1;
  },
};
