import { textReport } from '../core/report/text-report.ts';
import { flag, type Command } from './command.ts';
import { conclude } from './conclude.ts';
import { withRecording } from './recording.ts';

export const report: Command = {
  summary: 'connections, phases, findings and statistics of a recording',
  help: `one-trace report - what a recording means

Usage
  one-trace report FILE [--json] [--keys FILE] [--salvage]

Prints a page for a person, or with --json one object:
  connections   each with role, path, purpose, remote, states, phases, plugins, close, lineage and the codes of its findings
  findings      code, severity, conn, t, title, explanation, advice, causedBy and the evidence: frames and records
  invites       every invite over all the connections it took, waits for a redial apart
  registration  navigations to /register/… with the traffic of each, where there were any
  stats         the object of getConnectionInstrumentationStats()
`,
  options: {},
  positionals: ['FILE'],
  async run(args, io) {
    const [path = ''] = args.positionals;
    await withRecording(path, args, io, async (recording) => {
      const result = await conclude(recording);
      await io.write(flag(args, 'json') ? `${JSON.stringify(result, null, 2)}\n` : textReport(result, path));
    });
    return 0;
  },
};
