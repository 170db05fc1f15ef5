import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../src/core/trace/archive/read.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { gattScenarios, runGattScenario } from '../../lab/bluetooth/scenarios.ts';
import { expectSameConclusions } from '../redact/same-conclusions.ts';
import { LEVELS, redactAll } from '../redact/redact-all.ts';
import { modelOf } from '../report/read-recording.ts';
import { bytesOf, gather, pieces } from '../trace/archive/fixtures.ts';

async function play(scenario: (typeof gattScenarios)[number]): Promise<TraceRecord[]> {
  const { records } = await openArchive(pieces(bytesOf(`${(await runGattScenario(scenario)).join('\n')}\n`)));
  return gather(records);
}

/** What nobody has to know of a session that is well: nothing. */
const serious = (records: readonly TraceRecord[]): string[] =>
  modelOf(records)
    .findings()
    .filter(({ severity }) => severity !== 'info')
    .map(({ code }) => code)
    .sort();

describe.each(gattScenarios.map((scenario) => [scenario.name, scenario] as const))('over GATT, %s', (_, scenario) => {
  it('is found out, and nothing else is', async () => {
    const records = await play(scenario);
    expect(serious(records), scenario.story).toEqual((scenario.expectedFindings ?? []).toSorted());
    for (const { evidence, code } of modelOf(records).findings()) expect(evidence.length, code).toBeGreaterThan(0);
  });

  it('says the same once it is redacted', async () => {
    const records = await play(scenario);
    for (const level of LEVELS) expectSameConclusions(records, redactAll(records, { level }));
  });

  if (scenario.healthy)
    it('is one connection, which the page ended', async () => {
      const { connections } = modelOf(await play(scenario)).report();
      expect(connections).toMatchObject([{ conn: 'ble1', transport: 'bluetooth', close: { by: 'local' } }]);
    });
});
