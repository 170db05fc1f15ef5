import { startSocketServer } from '../content/socket-server.ts';
import { realmPages } from '../matrix/realm-page.ts';
import { recordsOf } from '../stored-recordings.ts';
import { expect, test } from '../test.ts';

const KINDS = ['classic', 'module', 'blob', 'data', 'nested'].map((kind) => `${kind} worker`);

test('dedicated workers of every kind are recorded from their first frame where the user switches that on', async ({
  engine,
}) => {
  const server = await startSocketServer();
  Object.assign(server.documents, realmPages(server.ws, server.http.replace('127.0.0.1', 'localhost')));
  await engine.goto(`${server.http}/`);
  const panel = await engine.openPanel();
  await panel.showView('Settings');
  await panel.press('switch', 'Capture inside workers');
  await expect
    .poll(() =>
      panel.inPanel(() =>
        document.querySelector('[role=switch][aria-label^="Capture inside workers"]')?.getAttribute('aria-checked'),
      ),
    )
    .toBe('true');

  await engine.goto(`${server.http}/realms`);
  const heard = () => new Set(server.received.map(({ data }) => String(data)));
  await expect.poll(() => KINDS.filter((kind) => !heard().has(`websocket: ${kind}`))).toEqual([]);
  const texts = async (): Promise<string[]> =>
    (await engine.stored())
      .flatMap(recordsOf)
      .flatMap((record) =>
        record.kind === 'frame' && record.dir === 'out' && record.type === 'text'
          ? [new TextDecoder().decode(record.payload)]
          : [],
      );
  await expect
    .poll(async () => {
      const seen = new Set(await texts());
      return KINDS.filter((kind) => !seen.has(`websocket: ${kind}`));
    })
    .toEqual([]);
  await server.close();
});
