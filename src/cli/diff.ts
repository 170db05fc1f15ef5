import { collectSide, type DiffSide } from '../core/diff/collect-side.ts';
import { createNames } from '../core/merge/survey/message-names.ts';
import { compareSides } from '../core/diff/compare-sides.ts';
import { diffText } from '../core/diff/diff-text.ts';
import { flag, type Command } from './command.ts';
import { UnusableInput } from './io.ts';
import { withRecording, type Recording } from './recording.ts';
import { plainJson } from '../core/report/plain-json.ts';

export const diff: Command = {
  summary: 'compare a good and a bad session and say where they part; exit with 1 when they do',
  manual: {
    synopsis: ['A B [--json]'],
    description: `Compares two sessions, usually a good one and a bad one, and says where they part. For each connection of A the one of B is found that plays the same part (by role, purpose, path and order), and the two are compared phase by phase and message by message.

Two recordings differ where the verdict of a phase, a message of a handshake, an error, or how a connection ended is not the same, or where a connection or a finding (warning or error) is in one of them alone. Times, spares, signs of life and how often objects were asked for make no difference by themselves.

The two ends of one session are not compared but joined: see merge.`,
    parts: [
      {
        title: 'Output with --json',
        entries: [
          ['same', 'nothing that matters differs'],
          [
            'connections',
            'phases, messages, ends and, where they differ, the parting: the last message of both and what came next',
          ],
          ['onlyA, onlyB', 'connections without a counterpart'],
          ['findings', 'what only one of the recordings leads to'],
        ],
      },
    ],
    status: { 0: 'nothing that matters differs', 1: 'they differ' },
    examples: [
      ['Where does the bad session leave the good one?', 'one-trace diff good.onetrace bad.onetrace'],
      [
        'The last message that both have, on each connection',
        "one-trace diff good.onetrace bad.onetrace --json | jq '.connections[].parting.after'",
      ],
    ],
    seeAlso: ['merge', 'report'],
  },
  options: {},
  positionals: ['A', 'B'],
  async run(args, io) {
    const [pathA = '', pathB = ''] = args.positionals;
    if (pathA === '-' && pathB === '-') throw new UnusableInput('diff: only one of the two can be standard input');
    const names = createNames();
    const collect = ({ records, keysOf }: Recording): Promise<DiffSide> =>
      collectSide(records(), { keys: keysOf, names, onProgress: (n) => io.progress?.(`${n} records`) });
    const [a, b] = await withRecording(pathA, args, io, async (recordingA) => {
      const ofA = await collect(recordingA);
      return [ofA, await withRecording(pathB, args, io, collect)] as const;
    });
    const result = compareSides(a, b, names.all);
    io.progress?.('');
    await io.write(flag(args, 'json') ? `${plainJson(result, 2)}\n` : diffText(result, pathA, pathB));
    return result.same ? 0 : 1;
  },
};
