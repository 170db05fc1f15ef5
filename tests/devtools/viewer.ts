import { signal } from '@preact/signals';
import type { DecoderCommand, DecoderEvent } from '../../src/core/contract/decoder.ts';
import { createPanel, type PanelWorld } from '../../src/devtools/state/create-panel.ts';
import type { Panel } from '../../src/devtools/state/panel.ts';
import { serveDecoder } from '../../src/devtools/worker/decoder.ts';
import { testStore } from '../core/store/store-fixture.ts';
import { channelPair } from './open-decoder.ts';
import { settled } from './open-session.ts';

/** The viewer over a store of its own, with a file open. */
export async function viewerOver(file: File, world: Partial<PanelWorld> = {}): Promise<Panel> {
  const { store } = testStore();
  const [worker, served] = channelPair<DecoderCommand, DecoderEvent>();
  serveDecoder(served, { store });
  const panel = createPanel({
    worker,
    startPairWorker: () => {
      throw new Error('not needed here');
    },
    store,
    theme: signal('light' as const),
    live: undefined,
    ...world,
  });
  panel.openFile(file);
  await settled(panel.session);
  await panel.recordings.refresh();
  return panel;
}
