import { reportMerge } from '../core/merge/build-report.ts';
import type { Clock } from '../core/merge/clock.ts';
import { mergeHeader } from '../core/merge/merge-header.ts';
import { mergeRecords } from '../core/merge/merge-records.ts';
import type { MergeReport } from '../core/merge/merge-report.ts';
import { mergeText } from '../core/merge/merge-text.ts';
import { planMerge, type MergePlan } from '../core/merge/plan.ts';
import { surveySide, type Side } from '../core/merge/survey-side.ts';
import { writeArchive } from '../core/trace/archive-write.ts';
import { flag, option, type Args, type Command } from './command.ts';
import { UnusableInput, type Io } from './io.ts';
import { toOutput } from './output.ts';
import { withRecording, type Recording } from './recording.ts';
import { sealed, SEAL_HELP, SEAL_OPTIONS } from './seal-output.ts';

export const merge: Command = {
  summary: 'put the recordings of both peers together and name what was lost between them',
  help: `one-trace merge - the recordings of both peers as one

Usage
  one-trace merge A B [-o OUT] [--json] [--seal-passphrase-file FILE | --seal-for PUBLICKEY]

Frames are found on both sides by their payload or its digest, so redacted recordings do as well. Prints
  clock         how far B's clock is ahead of A's, how sure that is, and its drift
  connections   which connection of A is which of B, with the frames that each way took how long
  lost          frames that never arrived, on the way or because the connection ended
  altered       frames that arrived with other bytes
  lone          frames on one side only for other reasons: a gap in a recording, or its beginning or end
  unpaired      connections whose other end is not in the other recording

OUT holds the records of both sides by A's clock, with the connections named A/… and B/…. It holds what A and B hold, session
keys included; "one-trace convert" makes of it what can be passed on. Without -o nothing is written.

${SEAL_HELP}
Options
  -o, --out OUT           where to; "-" for standard output, and then nothing else is printed
`,
  options: { out: { type: 'string', short: 'o' }, ...SEAL_OPTIONS },
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
  await io.write(flag(args, 'json') ? `${JSON.stringify(report, null, 2)}\n` : mergeText(report, a.path, b.path));
}

const survey = (recording: Recording, io: Io): Promise<Side> =>
  surveySide(recording.records(), { keys: recording.keysOf, onProgress: (n) => io.progress?.(`${n} records`) });

/** @throws UnusableInput where the two have nothing in common */
function clockOf({ clock, sameWay }: MergePlan, pathA: string, pathB: string): Clock {
  if (clock) return clock;
  throw new UnusableInput(
    sameWay > 0
      ? `${pathA} and ${pathB} are of the same side: what one sent, the other sent as well`
      : `${pathA} and ${pathB} share no frame: they are not of two ends of one connection`,
  );
}

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
  const header = mergeHeader(a.header, b.header, clock, report, new Date().toISOString());
  const onProgress = (n: number): void => io.progress?.(`${n} records written`);
  const records = mergeRecords(plan, clock, a.records(), b.records(), { onProgress });
  await toOutput(out, await sealed(writeArchive(header, records), args, io), io);
}
