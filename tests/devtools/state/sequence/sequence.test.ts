import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { createScope } from '../../../../src/devtools/state/scope/scope.ts';
import { sequenceCells, type SequenceCells } from '../../../../src/devtools/state/sequence/sequence-cells.ts';
import { stageOf } from '../../../../src/devtools/state/sequence/sequence-source.ts';
import { stripOf } from '../../../../src/devtools/state/sequence/sequence-strips.ts';
import { createSequence } from '../../../../src/devtools/state/sequence/sequence.ts';
import { createShownRows } from '../../../../src/devtools/state/rows/shown-rows.ts';
import { openSession, until } from '../../open-session.ts';

/** The diagram of one connection of a capture. */
async function diagramOf(capture: string, conn: string) {
  const { session, decoder } = await openSession(capture);
  const scope = createScope(session);
  scope.key.value = `conn:${conn}`;
  const marks = signal<ReadonlySet<number>>(new Set());
  const shown = createShownRows({ session, decoder, scope: scope.conns, filter: signal(undefined), marks });
  const sequence = createSequence({ session, shown, scope, filter: signal(undefined), isOpen: signal(true) });
  await until(() => {
    void sequence.version.value;
    return sequence.list.value.length > 0 && shown.view.value.judged >= session.rows.value.columns.rows;
  });
  const rows = session.rows.value;
  const list = sequence.list.value;
  const connection = sequence.connections.value.get(conn);
  const entries = Array.from({ length: list.length }, (_, index) => list.at(index)!);
  const cells = entries.flatMap((entry): SequenceCells[] =>
    entry.kind === 'row' ? [sequenceCells(rows, entry.row, 'absolute', connection)] : [],
  );
  const strips = entries.flatMap((entry) =>
    entry.kind === 'strip' ? [stripOf(stageOf(rows, entry.row), connection)] : [],
  );
  return { cells, strips, of: (label: string) => cells.find((each) => each.label === label) };
}

const pageToServer = { from: 'page', to: 'server' };
const serverToPage = { from: 'server', to: 'page' };

describe('an arrow', () => {
  it('of a relayed message is seen up to the relay, and inferred behind it', async () => {
    const { of } = await diagramOf('happy-browser-dials', 'ws3');
    expect(of('communication_request')).toMatchObject({
      seen: pageToServer,
      inferred: { from: 'server', to: 'peer' },
      relayNote: 'handover, request',
      isEncrypted: false,
    });
    expect(of('communication_ready')).toMatchObject({ seen: serverToPage, inferred: { from: 'peer', to: 'server' } });
    expect(of('connection_group')).toMatchObject({ isEncrypted: true });
    expect(of('connection_group')?.name).toMatch(/^this page to peer, connection_group, ws3, /);
    expect(of('communication_ready')?.name).toMatch(/^peer to this page, /);
  });

  it('of what the server itself says ends at the server', async () => {
    const { of } = await diagramOf('happy-browser-dials', 'ws2');
    expect(of('register')).toMatchObject({ seen: pageToServer, inferred: undefined });
    expect(of('connection_handover')).toMatchObject({ seen: serverToPage, inferred: undefined });
    expect(of('communication_request')).toMatchObject({ inferred: { from: 'peer', to: 'server' }, relayNote: '' });
  });

  it('of a direct connection goes all the way, and nothing is inferred', async () => {
    const { cells } = await diagramOf('direct-no-commserver', 'ws3');
    const frames = cells.filter(({ size }) => size !== '');
    expect(frames.length).toBeGreaterThan(10);
    for (const { seen, inferred } of frames) {
      expect([seen?.from, seen?.to].sort()).toEqual(['page', 'peer']);
      expect(inferred).toBeUndefined();
    }
  });

  it('of a dial goes out, and comes back when the socket is open; an end comes from the side that closed', async () => {
    const refused = await diagramOf('keepalive-timeout', 'ws4');
    expect(refused.of('dial')).toMatchObject({ seen: pageToServer, inferred: undefined });
    expect(refused.of('open')).toMatchObject({ seen: serverToPage });
    expect(refused.of('close 1000')).toMatchObject({ seen: serverToPage, inferred: { from: 'peer', to: 'server' } });
    const unreached = await diagramOf('keepalive-timeout', 'ws6');
    expect(unreached.of('close 1000')).toMatchObject({ seen: serverToPage, inferred: undefined });
  });

  it('never shows a token', async () => {
    const { of } = await diagramOf('happy-browser-dials', 'ws3');
    expect(of('authentication_token')?.text).toMatch(/^token •+ \(64\)$/);
  });
});

describe('the strips', () => {
  it('carry duration and meaning of each phase, in order', async () => {
    const { strips } = await diagramOf('keepalive-timeout', 'ws3');
    expect(strips.map(({ chip }) => chip)).toEqual([
      'connect',
      'rendezvous',
      'encryption',
      'identity',
      'pairing',
      'close',
    ]);
    expect(strips[1]?.text).toBe('6.3 ms · 2 messages · the relay hands the request to a spare of the peer');
    expect(strips.at(-1)?.text).toBe('this page closed after pairing · 1000 · “Close called.” · normal');
  });

  it('say when a phase failed or is not finished', async () => {
    const failed = await diagramOf('idle-keepalive', 'ws3');
    expect(failed.strips.at(-1)).toMatchObject({ chip: 'identity', text: expect.stringContaining('failed') as string });
  });
});
