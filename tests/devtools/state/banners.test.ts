import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import type { DecoderCommand, DecoderEvent } from '../../../src/core/contract/decoder.ts';
import type { NewRecording, RetentionLimits } from '../../../src/core/store/store.ts';
import { banners } from '../../../src/devtools/state/banners.ts';
import { createPanel } from '../../../src/devtools/state/create-panel.ts';
import type { Panel } from '../../../src/devtools/state/panel.ts';
import { hookPage, testStore } from '../../core/store/store-fixture.ts';
import { channelPair } from '../open-decoder.ts';

const LIMITS: RetentionLimits = { bytes: 2e6, ms: 1e6, originBytes: 2e6, totalBytes: 67_108_864 };

/** A panel over a store with a recording of so many bytes. */
async function panelOver(kind: NewRecording['kind'], size: number, isPrivate = false): Promise<Panel> {
  const { store } = testStore();
  const id = await store.create({ kind, origin: 'https://one.test', title: 't', created: 0, updated: 0 });
  const page = hookPage((write) => write.frame(1, 0, new Uint8Array(size)));
  if (size > 0) await store.append(id, page, 1);
  let limits: unknown = LIMITS;
  const panel = createPanel({
    worker: channelPair<DecoderCommand, DecoderEvent>()[0],
    startPairWorker: () => {
      throw new Error('not needed here');
    },
    store,
    theme: signal('light' as const),
    live: undefined,
    isPrivate,
    retention: { read: async () => limits, write: async (next) => void (limits = next) },
  });
  await panel.recordings.refresh();
  return panel;
}

const titles = (panel: Panel): string[] => banners(panel).map(({ title }) => title);

it('says from 90 % on that saved recordings leave little room, and leads to them', async () => {
  const panel = await panelOver('named', LIMITS.totalBytes * 0.9);
  expect(titles(panel)).toEqual(['Saved recordings take 57.6 MB of 64.0 MB.']);
  banners(panel)[0]?.action?.run();
  expect(panel.tab.value).toBe('recordings');
});

it('says nothing before, nor of recent pasts, which make room by themselves', async () => {
  expect(titles(await panelOver('named', LIMITS.totalBytes * 0.89))).toEqual([]);
  expect(titles(await panelOver('flight', LIMITS.totalBytes * 0.95))).toEqual([]);
});

it('counts what a person is recording just now: retention does not take that either', async () => {
  const panel = await panelOver('flight', LIMITS.totalBytes * 0.95);
  const [row] = panel.recordings.rows.value;
  await panel.recordings.update(row!.id, { pinnedFrom: 1, pinnedAt: 0 });
  expect(titles(panel)).toEqual(['Saved recordings take 60.8 MB of 64.0 MB.']);
  await panel.recordings.update(row!.id, { pinnedFrom: undefined, pinnedAt: undefined });
  expect(titles(panel)).toEqual([]);
});

it('is all there is to warn of: of what was saved or pinned nothing goes by itself, however old it is and however little room there is', async () => {
  const { store, clock } = testStore();
  const page = hookPage((write) => write.frame(1, 0, new Uint8Array(LIMITS.totalBytes * 0.6)));
  const common = { origin: 'https://one.test', title: 't', created: 0, updated: 0 };
  const saved = await store.create({ kind: 'named', ...common });
  const pinned = await store.create({ kind: 'flight', ...common, pinnedFrom: 1, ended: 1 });
  for (const id of [saved, pinned]) await store.append(id, page, 1);
  await store.retain(LIMITS, clock.now + LIMITS.ms * 10);
  expect((await store.recordings()).map(({ lost, frames }) => [lost, frames])).toEqual([
    [0, 1],
    [0, 1],
  ]);
});

it('says no more of it once there is room: a recording is gone, or more is allowed', async () => {
  const emptied = await panelOver('named', LIMITS.totalBytes * 0.95);
  await emptied.recordings.removeAll(emptied.recordings.rows.value.map(({ id }) => id));
  expect(titles(emptied)).toEqual([]);
  const widened = await panelOver('named', LIMITS.totalBytes * 0.95);
  await widened.recordings.setLimits?.({ ...LIMITS, totalBytes: LIMITS.totalBytes * 2 });
  expect(titles(widened)).toEqual([]);
});

it('says again what was put away only when the next tenth is full', async () => {
  const panel = await panelOver('named', LIMITS.totalBytes * 0.91);
  panel.dismissed.value = new Set(banners(panel).map(({ key }) => key));
  expect(titles(panel)).toEqual([]);
  const [row] = panel.recordings.rows.value;
  await panel.recordings.append(
    row!.id,
    hookPage((write) => write.frame(1, 1, new Uint8Array(LIMITS.totalBytes * 0.1))),
  );
  expect(titles(panel)).toHaveLength(1);
});

it('says in a private window, and only there, that nothing stays', async () => {
  expect(titles(await panelOver('named', 0, true))).toEqual(['This is a private window.']);
  expect(titles(await panelOver('named', 0, false))).toEqual([]);
});
