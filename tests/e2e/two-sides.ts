import { gzipSync } from 'node:zlib';
import { runScenario } from '../lab/scenarios/run-scenario.ts';
import { scenarios } from '../lab/scenarios/table.ts';

export interface SideFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export const SKEW_MS = 1500;
const DRIFT = 80e-6;

/** What both peers of a lab scenario have recorded, as files; Bob's clock is ahead and drifts. */
export async function sideFiles(scenario: string): Promise<{ alice: SideFile; bob: SideFile }> {
  const found = scenarios.find(({ name }) => name === scenario);
  if (found === undefined) throw new Error(`the lab has no scenario ${scenario}`);
  const { recordings } = await runScenario(found);
  return {
    alice: fileOf(`${scenario}.alice.onetrace`, recordings.alice),
    bob: fileOf(`${scenario}.bob.onetrace`, skewed(recordings.bob)),
  };
}

const fileOf = (name: string, lines: readonly string[]): SideFile => ({
  name,
  mimeType: 'application/gzip',
  buffer: gzipSync(`${lines.join('\n')}\n`),
});

function skewed(lines: readonly string[]): string[] {
  const [header = '', ...rest] = lines;
  const records = rest.map((line) => JSON.parse(line) as { t: number });
  const start = records[0]?.t ?? 0;
  return [
    header,
    ...records.map((record) => JSON.stringify({ ...record, t: record.t + SKEW_MS + DRIFT * (record.t - start) })),
  ];
}
