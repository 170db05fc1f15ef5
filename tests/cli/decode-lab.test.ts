import { describe, expect, test } from 'vitest';
import { bytesOf } from '../core/trace/archive/fixtures.ts';
import { runScenario } from '../lab/scenarios/run-scenario.ts';
import { scenarios } from '../lab/scenarios/table.ts';
import type { Truth, TruthFrame, TruthPayload } from '../lab/truth/truth.ts';
import { jsonLines, runWith } from './fake-io.ts';

interface Line {
  conn: string;
  seq: number;
  dir: string;
  name: string;
  layers: readonly string[];
  phase?: string | undefined;
  counter?: number | undefined;
  plain?: TruthPayload | undefined;
  message?: TruthPayload | undefined;
}

/** The members that both the decoder and the lab’s own log have an opinion on. */
const said = ({ conn, seq, dir, name, layers, phase, counter, plain, message }: Line): Line => ({
  conn,
  seq,
  dir,
  name,
  layers,
  phase,
  counter,
  plain,
  message,
});

const logged = (truth: Truth): Line[] =>
  truth.connections.flatMap(({ conn, entries }) =>
    entries.filter((entry): entry is TruthFrame => entry.kind === 'frame').map((frame) => said({ ...frame, conn })),
  );

/** A frame that its side could not open, because the one before it never came, opens here by a later counter. */
const asLogged = (line: Line, entry: Line | undefined): Line =>
  entry?.name === 'encrypted' && line.name !== 'encrypted' ? entry : line;

const byPlace = (a: Line, b: Line): number => a.conn.localeCompare(b.conn) || a.seq - b.seq;

describe.each(scenarios)('the lab plays $name', (scenario) => {
  test('and `one-trace decode` reads each side’s recording as that side logged it', async () => {
    const { recordings, truth } = await runScenario(scenario);
    for (const side of ['alice', 'bob'] as const) {
      const file = bytesOf(`${recordings[side].join('\n')}\n`);
      const outcome = await runWith({ f: file }, ['decode', 'f']);
      expect(outcome).toMatchObject({ status: 0, err: '' });
      const log = logged(truth[side]).toSorted(byPlace);
      const lines = jsonLines<Line>(outcome.out).map(said).toSorted(byPlace);
      expect(lines.map((line, at) => asLogged(line, log[at]))).toEqual(log);
    }
  }, 60_000);
});
