import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../src/core/trace/archive/read.ts';
import type { Finding } from '../../../src/core/report/report.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { runScenario } from '../../lab/scenarios/run-scenario.ts';
import type { Side } from '../../lab/scenarios/scenario.ts';
import { scenarios } from '../../lab/scenarios/table.ts';
import { modelOf } from '../report/read-recording.ts';

const SIDES: readonly Side[] = ['alice', 'bob'];
/** Longer than any silence that a rule waits for. */
const LATER_MS = 11_000;

/** The recording of one side, after which the trace goes on for a while in which nothing more is heard. */
async function readSide(lines: readonly string[]): Promise<TraceRecord[]> {
  const bytes = new TextEncoder().encode(`${lines.filter(fromAPage).join('\n')}\n`);
  const { records } = await openArchive(
    (async function* () {
      yield bytes;
    })(),
  );
  const all: TraceRecord[] = [];
  for await (const record of records) all.push(record);
  const end = Math.max(...all.map(({ t }) => t));
  return [...all, { kind: 'note', t: end + LATER_MS, text: 'nothing more' }];
}

/** Node's `ws` answers a close frame by calling its own `close` with a Buffer; no page ever sees such a call. */
const fromAPage = (line: string): boolean => !line.includes('"reason":{"type":"Buffer"');

const errorsOf = (findings: readonly Finding[]): string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ code, title }) => `${code}: ${title}`);

describe('what happens in the lab', () => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s is found out',
    async (_, scenario) => {
      const { recordings } = await runScenario(scenario);
      for (const side of SIDES) {
        const records = await readSide(recordings[side]);
        const findings = modelOf(records).findings();
        const codes = findings.map(({ code }) => code);
        const expected = (scenario.expectedFindings ?? []).filter((each) => each.side === side);
        for (const { code } of expected) {
          expect(codes, `${side}: ${scenario.story}`).toContain(code);
          const finding = findings.find((each) => each.code === code);
          expect(finding?.evidence.length, code).toBeGreaterThan(0);
        }
        if (scenario.healthy) expect(errorsOf(findings), `${side}: ${scenario.story}`).toEqual([]);
      }
    },
    60_000,
  );
});
