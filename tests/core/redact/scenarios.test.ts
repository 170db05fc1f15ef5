import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../src/core/trace/archive/read.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { runScenario } from '../../lab/scenarios/run-scenario.ts';
import type { Scenario, Side } from '../../lab/scenarios/scenario.ts';
import { scenarios } from '../../lab/scenarios/table.ts';
import { leaksIn } from './leaks.ts';
import { LEVELS, redactAll, redactedFile } from './redact-all.ts';
import { expectSameConclusions } from './same-conclusions.ts';
import { secretsOfTruth } from './secrets-of.ts';

const SIDES: readonly Side[] = ['alice', 'bob'];
/** Longer than any silence that a rule waits for. */
const LATER_MS = 11_000;

/** Node's `ws` answers a close frame by calling its own `close` with a Buffer; no page ever sees such a call. */
const fromAPage = (line: string): boolean => !line.includes('"reason":{"type":"Buffer"');

/** The recording of one side, after which nothing more is heard for a while. */
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

// A scenario takes about a second: all that is asked of its recordings is asked at once.
async function play(scenario: Scenario): Promise<void> {
  const { recordings, truth } = await runScenario(scenario);
  const secrets = secretsOfTruth(truth.alice, truth.bob);
  for (const side of SIDES) {
    const records = await readSide(recordings[side]);
    for (const level of LEVELS) {
      const what = `${side}, ${level}`;
      const redacted = redactAll(records, { level });
      expect(leaksIn(redactedFile(records, { level }), secrets), what).toEqual([]);
      expect(redactAll(redacted, { level }), what).toEqual(redacted);
      expectSameConclusions(records, redacted);
    }
  }
}

describe('what happens in the lab leaves without its secrets, and with its conclusions', () => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (_, scenario) => play(scenario),
    60_000,
  );
});
