import { basename } from 'node:path';
import { reportMerge } from '../core/merge/build-report.ts';
import type { Clock } from '../core/merge/clock/clock.ts';
import { mergeHeader, type MergedSide } from '../core/merge/merge-header.ts';
import { mergeRecords } from '../core/merge/merge-records.ts';
import type { MergeReport } from '../core/merge/merge-report.ts';
import { cannotMerge, mergeText } from '../core/merge/merge-text.ts';
import { planMerge, type MergePlan } from '../core/merge/pairing/plan.ts';
import { surveySide, type Side } from '../core/merge/survey/survey-side.ts';
import { writeArchive } from '../core/trace/archive/write.ts';
import { flag, option, type Args, type Command } from './command.ts';
import { UnusableInput, type Io } from './io.ts';
import { toOutput } from './output.ts';
import { withRecording, type Recording } from './recording.ts';
import { sealed, SEAL_OPTIONS } from './seal-output.ts';
import { plainJson } from '../core/report/plain-json.ts';

export const merge: Command = {
  summary: 'put the recordings of both peers together and name what was lost between them',
  manual: {
    synopsis: ['A B [-o OUT] [--json]\n[--seal-passphrase-file FILE | --seal-for PUBLICKEY]'],
    description: `Puts the recordings of the two peers of a session together. Their frames are found on both sides by the payload or its digest, so redacted recordings do as well. From the frames that went both ways it is reckoned how B's clock ran against A's. Without -o nothing is written.

OUT holds the records of both sides by A's clock, with the connections named A/… and B/… and with the place and the time on the way of each frame that both have. It is a recording like any other. It holds what A and B hold, session keys included; "one-trace convert" makes of it what can be passed on.`,
    parts: [
      {
        title: 'Output',
        entries: [
          ['clock', "how far B's clock is ahead of A's, how sure that is, its drift"],
          ['connections', 'which connection of A is which of B, and how many frames both have'],
          ['aToB, bToA', 'how long the frames of each way took'],
          ['lost', 'frames that never arrived, on the way or because the connection ended'],
          ['altered', 'frames that arrived with other bytes'],
          ['lone', 'frames on one side only for other reasons: a gap in a recording, or its beginning or end'],
          ['unpaired', 'connections whose other end is not in the other recording'],
        ],
      },
    ],
    files: [['OUT', 'appears when it is complete, never before; only its owner may read it']],
    examples: [
      ['What got lost between two peers?', 'one-trace merge alice.onetrace bob.onetrace'],
      [
        'Look at both ends in one list',
        'one-trace merge alice.onetrace bob.onetrace -o both.onetrace && one-trace open both.onetrace',
      ],
    ],
    seeAlso: ['diff', 'open', 'convert'],
  },
  options: {
    out: {
      type: 'string',
      short: 'o',
      value: 'OUT',
      text: 'where to write the merged recording; "-" for standard output, and then nothing else is printed',
    },
    ...SEAL_OPTIONS,
  },
  positionals: ['A', 'B'],
  async run(args, io) {
    const [pathA = '', pathB = ''] = args.positionals;
    const out = option(args, 'out');
    if (pathA === '-' && pathB === '-') throw new UnusableInput('merge: only one of the two can be standard input');
    if (out !== undefined && out !== '-' && (out === pathA || out === pathB))
      throw new UnusableInput(`merge: OUT is ${out === pathA ? 'A' : 'B'} itself; name another one`);
    await withRecording(pathA, args, io, (a) => withRecording(pathB, args, io, (b) => mergeBoth(a, b, out, args, io)));
    return 0;
  },
};

async function mergeBoth(a: Recording, b: Recording, out: string | undefined, args: Args, io: Io): Promise<void> {
  const plan = planMerge(await survey(a, io), await survey(b, io));
  const clock = clockOf(plan, a.path, b.path);
  const report = reportMerge(plan, clock);
  if (out !== undefined) await write(plan, clock, report, a, b, out, args, io);
  io.progress?.('');
  if (out === '-') return;
  await io.write(flag(args, 'json') ? `${plainJson(report, 2)}\n` : mergeText(report, a.path, b.path));
}

const survey = (recording: Recording, io: Io): Promise<Side> =>
  surveySide(recording.records(), { keys: recording.keysOf, onProgress: (n) => io.progress?.(`${n} records`) });

/** @throws UnusableInput where the two have nothing in common */
function clockOf({ clock, sameWay }: MergePlan, pathA: string, pathB: string): Clock {
  if (clock) return clock;
  throw new UnusableInput(cannotMerge(sameWay, pathA, pathB));
}

const named = ({ path, header }: Recording): MergedSide => ({
  name: path === '-' ? 'standard input' : basename(path),
  header,
});

async function write(
  plan: MergePlan,
  clock: Clock,
  report: MergeReport,
  a: Recording,
  b: Recording,
  out: string,
  args: Args,
  io: Io,
): Promise<void> {
  const header = mergeHeader(named(a), named(b), clock, report, new Date().toISOString());
  const onProgress = (n: number): void => io.progress?.(`${n} records written`);
  const records = mergeRecords(plan, clock, a.records(), b.records(), { onProgress });
  await toOutput(out, await sealed(writeArchive(header, records), args, io), io);
}
