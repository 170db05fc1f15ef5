import { expect, it } from 'vitest';
import type { HookCommand } from '../../../src/core/contract/capture.ts';
import { createWorkerRelays } from '../../../src/content/relay/worker-relays.ts';

/** The hook's end of a worker's port, and the first thing that it is told. */
function worker() {
  const { port1, port2 } = new MessageChannel();
  const first = new Promise<HookCommand['type']>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<HookCommand>) => resolve(data.type);
  });
  return { port: port2, first, close: () => port1.close() };
}

it('workers beyond the 128th are told to leave the page alone, and each is stated', async () => {
  let refused = 0;
  const relays = createWorkerRelays(
    () => false,
    () => (refused += 1),
    () => undefined,
  );
  const workers = Array.from({ length: 130 }, worker);
  for (const { port } of workers) relays.accept(port);
  const told = await Promise.all(workers.map(({ first }) => first));
  expect([told[127], told[128], told[129]]).toEqual(['hello', 'detach', 'detach']);
  expect(refused).toBe(2);
  for (const { close } of workers) close();
});
