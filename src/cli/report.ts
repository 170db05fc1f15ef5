import { textReport } from '../core/report/text-report.ts';
import { flag, type Command } from './command.ts';
import { conclude } from './conclude.ts';
import { withRecording } from './recording.ts';
import { plainJson } from '../core/report/plain-json.ts';

export const report: Command = {
  summary: 'connections, phases, findings and statistics of a recording',
  manual: {
    synopsis: ['FILE [--json]'],
    description: `Prints a page for a person: what went wrong and why, then each connection with its role, its phases and how it ended.`,
    parts: [
      {
        title: 'Output with --json',
        entries: [
          [
            'connections',
            'each with role, path, purpose, remote, states, phases, plugins, close, lineage and the codes of its findings',
          ],
          [
            'findings',
            'code, severity, conn, t, title, explanation, advice, causedBy and the evidence: frames and records',
          ],
          ['invites', 'every invite over all the connections it took, waits for a redial apart'],
          ['registration', 'navigations to /register/… with the traffic of each, where there were any'],
          ['stats', 'the object of getConnectionInstrumentationStats()'],
        ],
      },
    ],
    examples: [
      ['What went wrong?', 'one-trace report session.onetrace'],
      [
        'The codes of all errors',
        `one-trace report session.onetrace --json | jq -r '.findings[] | select(.severity == "error").code'`,
      ],
    ],
    seeAlso: ['check', 'decode', 'diff'],
  },
  options: {},
  positionals: ['FILE'],
  async run(args, io) {
    const [path = ''] = args.positionals;
    await withRecording(path, args, io, async (recording) => {
      const result = await conclude(recording);
      await io.write(flag(args, 'json') ? `${plainJson(result, 2)}\n` : textReport(result, path));
    });
    return 0;
  },
};
