import { expect, recorded, test } from './fixtures.ts';

test('workers that are not looked into are stated, each once', async ({ hooked, server }) => {
  await hooked.evaluate(async (url) => {
    const socket = await kit.oneSocket(`${url}/sink`);
    for (const turn of [1, 2, 3]) new Worker(`/script/w.js?turn=${turn - turn}#secret`).terminate();
    new Worker(URL.createObjectURL(new Blob([''])));
    new SharedWorker('/script/shared.js');
    await navigator.serviceWorker.register('/script/service.js').catch(() => undefined);
    await kit.close(socket);
  }, server.ws);
  const gaps = async (): Promise<string[]> =>
    (await recorded(hooked)).flatMap((record) => (record.kind === 'note' && record.type === 'gap' ? record.text : []));
  await expect
    .poll(gaps)
    .toEqual([
      `worker not seen, setting off: ${server.http}/script/w.js?turn=`,
      expect.stringMatching(`^worker not seen, setting off: blob:${server.http}/[-0-9a-f]+$`),
      `shared worker not seen, no way in: ${server.http}/script/shared.js`,
      `service worker not seen, no way in: ${server.http}/script/service.js`,
    ]);
});
