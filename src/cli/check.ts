import { checkReport, type Check } from '../core/report/check.ts';
import type { SessionReport } from '../core/report/report.ts';
import { findingLines } from '../core/report/text-report.ts';
import { count, duration } from '../core/report/words.ts';
import { flag, type Command } from './command.ts';
import { conclude } from './conclude.ts';
import { withRecording } from './recording.ts';
import { printable } from '../core/report/printable.ts';
import { plainJson } from '../core/report/plain-json.ts';
import { sessionStart } from '../core/report/session-start.ts';

export const check: Command = {
  summary: 'exit with 1 when a recording shows an error or a phase over its budget',
  manual: {
    synopsis: ['FILE [--json]'],
    description: `Looks for a finding of severity "error", and for a phase that took longer than its budget: connect 2 s, register 1 s, encryption 500 ms, identity 1 s, pairing 3 s. Prints them, or with --json one object {"passed","findings","slow"}. Made for scripts and continuous integration.`,
    status: { 0: 'no failure', 1: 'there is an error, or a phase over its budget' },
    examples: [
      ['Fail a test run over what was recorded in it', 'one-trace check session.onetrace || exit 1'],
      ['Which phases were slow?', 'one-trace check session.onetrace --json | jq .slow'],
    ],
    seeAlso: ['report', 'diff'],
  },
  options: {},
  positionals: ['FILE'],
  async run(args, io) {
    const [path = ''] = args.positionals;
    return withRecording(path, args, io, async (recording) => {
      const report = await conclude(recording);
      const result = checkReport(report);
      await io.write(flag(args, 'json') ? `${plainJson(result, 2)}\n` : page(path, result, report));
      return result.passed ? 0 : 1;
    });
  },
};

function page(path: string, { passed, findings, slow }: Check, { connections }: SessionReport): string {
  if (passed) return `${printable(path)}: no failure in ${count(connections.length, 'connection')}\n`;
  const start = sessionStart({ connections, findings });
  const lines = [
    `${path}: ${count(findings.length, 'error')}, ${count(slow.length, 'phase')} over budget`,
    ...findings.flatMap((finding) => findingLines(finding, start)),
    ...slow.map(
      ({ conn, phase, ms, budgetMs = 0 }) => `  SLOW    ${conn} ${phase} took ${duration(ms)} of ${duration(budgetMs)}`,
    ),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}
