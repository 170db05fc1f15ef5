import { startSocketServer } from '../content/socket-server.ts';
import { realmPages } from '../matrix/realm-page.ts';
import { recordsOf } from '../stored-recordings.ts';
import type { Truth } from '../../lab/truth/truth.ts';
import { byConnection } from '../by-connection.ts';
import { pairInWorker } from '../pair-in-worker.ts';
import type { PanelPage } from '../panel-page.ts';
import { expect, test } from '../test.ts';
import { framesOf } from '../trace-file.ts';

const KINDS = ['classic', 'module', 'blob', 'data', 'nested'].map((kind) => `${kind} worker`);

async function switchOn(panel: PanelPage): Promise<void> {
  await panel.showView('Settings');
  await panel.press('switch', 'Capture inside workers');
  await expect
    .poll(() =>
      panel.inPanel(() =>
        document.querySelector('[role=switch][aria-label^="Capture inside workers"]')?.getAttribute('aria-checked'),
      ),
    )
    .toBe('true');
}

test('dedicated workers of every kind are recorded from their first frame where the user switches that on', async ({
  engine,
}) => {
  const server = await startSocketServer();
  Object.assign(server.documents, realmPages(server.ws, server.http.replace('127.0.0.1', 'localhost')));
  await engine.goto(`${server.http}/`);
  const panel = await engine.openPanel();
  await switchOn(panel);

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

test('an application that lives in a worker is decrypted as one in a window is', async ({ panel, engine, lab }) => {
  await panel.allowDecryption(engine);
  await switchOn(panel);
  await engine.whileReloading(() => engine.goto(lab.pageUrl));
  await pairInWorker(engine, lab);
  const truth = framesOf((await engine.ask('inWorker', 'truth')) as Truth);
  const wanted = truth.map((frames) => frames.map(({ dir, name }) => `${dir} ${name}`));
  expect(wanted.flat()).toContain('out authentication_token');
  await panel.showView('Messages');
  await expect.poll(async () => byConnection(await panel.frames())).toEqual(wanted);
});
