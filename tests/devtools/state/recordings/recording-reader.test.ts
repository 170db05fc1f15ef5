import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { DecoderCommand, DecoderEvent } from '../../../../src/core/contract/decoder.ts';
import type { TraceStore } from '../../../../src/core/store/store.ts';
import { createDecoderClient } from '../../../../src/devtools/state/decoder-client.ts';
import { keepShownSummary } from '../../../../src/devtools/state/recordings/keep-summary.ts';
import { createRecordingReader } from '../../../../src/devtools/state/recordings/recording-reader.ts';
import { createRecordings } from '../../../../src/devtools/state/recordings/recordings.ts';
import { createSession, type Opened, type Session } from '../../../../src/devtools/state/session.ts';
import { serveDecoder } from '../../../../src/devtools/worker/decoder.ts';
import { testStore } from '../../../core/store/store-fixture.ts';
import { captureOf, channelPair, openDecoder } from '../../open-decoder.ts';
import { settled, until } from '../../open-session.ts';

async function take(store: TraceStore, name: string): Promise<Session> {
  const session = createSession(openDecoder(store));
  session.open({ kind: 'file', file: await captureOf(name), name, salvage: false }, name);
  await settled(session);
  return session;
}

/** A panel over a store with recordings that nobody has read for the list, and what its second worker is told. */
async function openList(names: string[], reading?: Pick<Session, 'opened' | 'pending'>) {
  const { store } = testStore();
  for (const name of names) await take(store, name);
  const recordings = createRecordings({ store });
  await recordings.refresh();
  const session = createSession(openDecoder(store));
  keepShownSummary(recordings, session);
  const told: string[] = [];
  const [panel, worker] = channelPair<DecoderCommand, DecoderEvent>();
  serveDecoder(worker, { store });
  const client = createDecoderClient({
    listen: panel.listen,
    post(command) {
      told.push(
        command.type === 'open' && command.origin.kind === 'recording' ? `open ${command.origin.id}` : command.type,
      );
      panel.post(command);
    },
  });
  const reader = createRecordingReader(client, recordings, reading ?? session, () => undefined);
  const ids = recordings.rows.peek().map(({ id }) => id);
  const isKnown = (id: number): boolean =>
    recordings.rows.value.some((row) => row.id === id && row.summary !== undefined);
  const show = (id: number): void => session.open({ kind: 'recording', id }, 'shown');
  return { recordings, session, reader, told, ids, isKnown, show };
}

describe('what was found in the recordings of the list', () => {
  it('is read one after the other, and nothing stays open', async () => {
    const { reader, ids, isKnown, told } = await openList(['keepalive-timeout', 'auth-failures']);
    reader.watch(true);
    await until(() => ids.every(isKnown));
    expect(told).toEqual([...ids.map((id) => `open ${id}`), 'close']);
  });

  it('is known of what the panel shows without its being read twice', async () => {
    const { reader, ids, isKnown, show, told, recordings } = await openList(['keepalive-timeout']);
    const [id] = ids as [number];
    show(id);
    reader.watch(true);
    await until(() => isKnown(id));
    expect(told).toEqual([]);
    const { store } = testStore();
    const shown = (await take(store, 'keepalive-timeout')).report.value;
    const errors = shown.findings.filter(({ severity }) => severity === 'error').length;
    expect(recordings.rows.value[0]?.summary).toMatchObject({ connections: shown.connections.length, errors });
  });

  it('waits while the panel reads what it shows: what was being read is let go, and begun anew', async () => {
    const opened = signal<Opened | undefined>(undefined);
    const pending = signal(false);
    const { reader, ids, told } = await openList(['keepalive-timeout', 'auth-failures'], { opened, pending });
    const [other, shown] = ids as [number, number];
    reader.watch(true);
    pending.value = true;
    expect(told).toEqual([`open ${other}`]);
    opened.value = { name: 'shown', recording: shown };
    expect(told).toEqual([`open ${other}`, 'close']);
    pending.value = false;
    expect(told).toEqual([`open ${other}`, 'close', `open ${other}`]);
  });

  it('is not begun while the panel reads', async () => {
    const { reader, ids, show, session, told, isKnown } = await openList(['keepalive-timeout', 'auth-failures']);
    const [other, shown] = ids as [number, number];
    show(shown);
    reader.watch(true);
    expect(told).toEqual([]);
    await settled(session);
    await until(() => isKnown(other));
    expect(told).toEqual([`open ${other}`, 'close']);
  });
});

describe('the recording that is selected in the list', () => {
  it('stays open for its export, and is let go with the list', async () => {
    const { reader, ids, isKnown, told } = await openList(['keepalive-timeout']);
    const [id] = ids as [number];
    reader.select(id);
    await until(() => isKnown(id));
    expect(told).toEqual([`open ${id}`]);
    reader.select(undefined);
    expect(told).toEqual([`open ${id}`, 'close']);
  });

  it('is let go half read where it is opened in the panel', async () => {
    const { reader, ids, show, session, told, isKnown } = await openList(['keepalive-timeout']);
    const [id] = ids as [number];
    reader.watch(true);
    reader.select(id);
    show(id);
    reader.watch(false);
    reader.select(undefined);
    expect(told.at(-1)).toBe('close');
    await settled(session);
    await until(() => isKnown(id));
    expect(told.at(-1)).toBe('close');
  });
});
