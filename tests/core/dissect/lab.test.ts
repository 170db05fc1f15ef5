import { describe, expect, test } from 'vitest';
import { createHindsight } from '../../../src/core/dissect/hindsight.ts';
import type { Payload } from '../../../src/core/dissect/dissection.ts';
import type { Truth, TruthFrame, TruthPayload } from '../../lab/truth/truth.ts';
import { runScenario } from '../../lab/scenarios/run-scenario.ts';
import { scenarios } from '../../lab/scenarios/table.ts';
import { recordsOf } from './captures.ts';
import { dissectAll, type Dissected } from './session.ts';

const SIDES = ['alice', 'bob'] as const;

/** A frame in the words of the lab's own log. */
interface Line {
  conn: string;
  seq: number;
  dir: string;
  name: string;
  layers: readonly string[];
  phase: string | undefined;
  counter: number | undefined;
  plain: string | undefined;
  message: string | undefined;
}

const ours = (payload: Payload | undefined): string | undefined =>
  payload &&
  (payload.type === 'text' ? `text ${payload.text}` : `binary ${Buffer.from(payload.bytes).toString('base64')}`);
const theirs = (payload: TruthPayload | undefined): string | undefined =>
  payload && (payload.type === 'text' ? `text ${payload.text}` : `binary ${payload.base64}`);

const dissected = ({ frame, dissection }: Dissected): Line => ({
  conn: frame.conn,
  seq: frame.seq,
  dir: frame.dir,
  name: dissection.name,
  layers: dissection.layers,
  phase: dissection.phase,
  counter: dissection.counter,
  plain: ours(dissection.plain),
  message: ours(dissection.message),
});

const logged = (truth: Truth): Line[] =>
  truth.connections.flatMap(({ conn, entries }) =>
    entries
      .filter((entry): entry is TruthFrame => entry.kind === 'frame')
      .map(({ seq, dir, name, layers, phase, counter, plain, message }) => ({
        conn,
        seq,
        dir,
        name,
        layers,
        phase,
        counter,
        plain: theirs(plain),
        message: theirs(message),
      })),
  );

/** A frame that its side could not open, because the one before it never came, opens here by a later counter. */
const asLogged = (line: Line, entry: Line | undefined): Line =>
  entry?.name === 'encrypted' && line.name !== 'encrypted' ? entry : line;

const byPlace = (a: Line, b: Line): number => a.conn.localeCompare(b.conn) || a.seq - b.seq;

describe.each(scenarios)('the lab plays $name', (scenario) => {
  test('and each side’s recording reads as that side logged it', async () => {
    const { recordings, truth } = await runScenario(scenario);
    for (const side of SIDES) {
      const hindsight = createHindsight();
      const all = dissectAll(recordsOf(recordings[side])).flatMap((one) => hindsight.push(one));
      const lines = [...all, ...hindsight.end()].map(dissected).toSorted(byPlace);
      const log = logged(truth[side]).toSorted(byPlace);
      expect(lines.map((line, i) => asLogged(line, log[i]))).toEqual(log);
    }
  }, 60_000);
});
