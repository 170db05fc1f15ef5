import { startSocketServer } from '../content/socket-server.ts';
import { extensionDir } from '../extension-dir.ts';
import { realmPages } from '../matrix/realm-page.ts';
import { recordsOf } from '../stored-recordings.ts';
import { expect, test } from '../test.ts';
import { firefoxEngine } from './engine.ts';
import { allowFilter } from './filter.ts';

const KINDS = ['classic worker', 'module worker', 'nested worker', 'blob worker', 'data worker', 'shared worker'];

test('with the filter, shared workers are recorded from their first frame beside all others', async () => {
  test.slow();
  const look = { dock: 'bottom', theme: 'light' } as const;
  const engine = await firefoxEngine({ extension: extensionDir('firefox'), look, installLater: false });
  const server = await startSocketServer();
  Object.assign(server.documents, realmPages(server.ws, server.http.replace('127.0.0.1', 'localhost')));
  await engine.goto(`${server.http}/`);
  await allowFilter(engine, await engine.openPanel());

  await engine.goto(`${server.http}/realms`);
  const heard = () => new Set(server.received.map(({ data }) => String(data)));
  await expect.poll(() => KINDS.filter((kind) => !heard().has(`websocket: ${kind}`))).toEqual([]);
  const unseen = async (): Promise<string[]> => {
    const records = (await engine.stored()).flatMap(recordsOf);
    const texts = new Set(
      records.flatMap((record) =>
        record.kind === 'frame' && record.dir === 'out' ? [new TextDecoder().decode(record.payload)] : [],
      ),
    );
    return KINDS.filter((kind) => !texts.has(`websocket: ${kind}`));
  };
  await expect.poll(unseen).toEqual([]);
  await engine.close();
  await server.close();
});
