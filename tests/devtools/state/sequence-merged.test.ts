import { signal } from '@preact/signals';
import { beforeAll, describe, expect, it } from 'vitest';
import { mergeHeader } from '../../../src/core/merge/merge-header.ts';
import { mergeRecords } from '../../../src/core/merge/merge-records.ts';
import { createScope } from '../../../src/devtools/state/scope/scope.ts';
import { sequenceCells, type SequenceCells } from '../../../src/devtools/state/sequence/sequence-cells.ts';
import { laneNames } from '../../../src/devtools/state/sequence/sequence-sides.ts';
import { createSequence } from '../../../src/devtools/state/sequence/sequence.ts';
import { createSession, type Session } from '../../../src/devtools/state/session.ts';
import { createShownRows } from '../../../src/devtools/state/rows/shown-rows.ts';
import { byOtherClock, playBoth } from '../../core/merge/lab-sides.ts';
import { mergeTwo } from '../../core/merge/merge-two.ts';
import { gather, header, write } from '../../core/trace/archive/fixtures.ts';
import { openDecoder } from '../open-decoder.ts';
import { settled, until } from '../open-session.ts';

type Decoder = ReturnType<typeof openDecoder>;

async function openMerged(scenario: string): Promise<{ session: Session; decoder: Decoder }> {
  const { alice, bob: unskewed } = await playBoth(scenario);
  const bob = byOtherClock(unskewed, 1500, 80e-6);
  const { plan, clock, report } = await mergeTwo(alice, bob);
  const records = await gather(mergeRecords(plan, clock, alice, bob));
  const head = mergeHeader({ name: 'alice', header }, { name: 'bob', header }, clock, report, header.created);
  const file = new Blob([new Uint8Array(await write(head, records))]);
  const decoder = openDecoder();
  const session = createSession(decoder);
  session.open({ kind: 'file', file, name: 'both', salvage: false }, 'both');
  await settled(session);
  return { session, decoder };
}

async function diagramOf({ session, decoder }: { session: Session; decoder: Decoder }, key: string) {
  const scope = createScope(session);
  scope.key.value = key;
  const filter = signal(undefined);
  const shown = createShownRows({ session, decoder, scope: scope.conns, filter, marks: signal(new Set<number>()) });
  const sequence = createSequence({ session, shown, scope, filter, isOpen: signal(true) });
  await until(() => {
    void sequence.version.value;
    return sequence.list.value.length > 0 && shown.view.value.judged >= session.rows.value.columns.rows;
  });
  const rows = session.rows.value;
  const list = sequence.list.value;
  const connections = sequence.connections.value;
  const cells = Array.from({ length: list.length }, (_, at) => list.at(at)).flatMap((entry): SequenceCells[] => {
    if (entry?.kind !== 'row') return [];
    const conn = rows.columns.tables.conns[rows.columns.get('conn', entry.row)] ?? '';
    return [sequenceCells(rows, entry.row, 'absolute', connections.get(conn), true)];
  });
  return { cells, merged: sequence.merged.value };
}

const frames = (cells: SequenceCells[]): SequenceCells[] => cells.filter(({ size }) => size !== '');

describe('the diagram of a merged recording', () => {
  let opened: Awaited<ReturnType<typeof openMerged>>;
  beforeAll(async () => {
    opened = await openMerged('lost-frame');
  });

  it('names both sides', async () => {
    const { merged } = await diagramOf(opened, 'all');
    expect(laneNames(merged)).toEqual({ page: 'A alice', server: 'Comm server', peer: 'B bob' });
  });

  it('turns what was inferred behind the relay into what was seen, with the time on the way', async () => {
    const { cells } = await diagramOf(opened, 'conn:A/ws4');
    const relayed = frames(cells).filter(({ inferred }) => inferred !== undefined);
    expect(relayed.length).toBeGreaterThan(30);
    for (const cell of relayed) {
      expect(cell).toMatchObject({ isSeenThere: true, isBroken: false });
      expect(cell.delay).toMatch(/^\d.* (µs|ms)$/);
    }
    expect(relayed.find(({ label }) => label === 'connection_group')?.name).toMatch(
      /^A to B, connection_group, A\/ws4, .*on the way/,
    );
  });

  it('shows B on the right, also where only B is in scope', async () => {
    const { cells } = await diagramOf(opened, 'conn:B/ws3');
    const group = cells.find(({ label }) => label === 'connection_group');
    expect(group).toMatchObject({
      seen: { from: 'server', to: 'peer' },
      inferred: { from: 'page', to: 'server' },
      self: 'peer',
    });
    expect(group?.name).toMatch(/^A to B, /);
  });

  it('has what both saw once, and what one of them lost with the reason', async () => {
    const { cells } = await diagramOf(opened, 'all');
    const ofB = frames(cells).filter(({ conn }) => conn === 'B/ws3');
    const isServers = ({ inferred }: SequenceCells): boolean => inferred === undefined;
    expect(ofB.filter((cell) => !isServers(cell))).toMatchObject([
      { isSeenThere: false, isBroken: true, relayNote: 'lost', inferred: { from: 'server', to: 'page' } },
    ]);
    expect(frames(cells).filter(({ conn }) => conn === 'A/ws4').length).toBeGreaterThan(30);
  });
});
