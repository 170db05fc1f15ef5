import { startSocketServer } from '../content/socket-server.ts';
import { REALMS, TRANSPORTS } from '../matrix/cells.ts';
import { isDecided, outcomeOf, type Evidence } from '../matrix/judge.ts';
import { printed } from '../matrix/print.ts';
import { realmPages } from '../matrix/realm-page.ts';
import { recordsOf } from '../stored-recordings.ts';
import { expect, test } from '../test.ts';

test('every transport in every realm that a page can make is caught, a stated gap, or not there', async ({
  engine,
  engineName,
}) => {
  const server = await startSocketServer();
  const otherOrigin = server.http.replace('127.0.0.1', 'localhost');
  Object.assign(server.documents, realmPages(server.ws, otherOrigin));
  await engine.goto(`${server.http}/realms`);

  const heard = () => new Set(server.received.map(({ data }) => String(data)));
  const undecided = () =>
    REALMS.flatMap((realm) =>
      TRANSPORTS.filter((each) => !isDecided({ heard: heard(), records: [] }, realm, each)).map(
        (each) => `${each}: ${realm.name}`,
      ),
    );
  await expect.poll(undecided).toEqual([]);

  const look = async () => {
    const evidence: Evidence = { heard: heard(), records: (await engine.stored()).flatMap(recordsOf) };
    return REALMS.map((realm) => ({
      name: realm.name,
      found: {
        websocket: outcomeOf(evidence, realm, 'websocket'),
        webrtc: outcomeOf(evidence, realm, 'webrtc'),
        bluetooth: outcomeOf(evidence, realm, 'bluetooth'),
      },
    }));
  };
  await expect
    .poll(look)
    .toEqual(REALMS.map(({ name, cells }) => ({ name, found: cells[engineName] })))
    .finally(async () => console.log(`${engineName}\n${printed(await look())}`));
  await server.close();
});
