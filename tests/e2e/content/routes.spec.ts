import type { Page } from '@playwright/test';
import { routeTableOf, type RouteTable } from '../../../src/core/plugins/route-table.ts';
import { expect, recorded, test } from './fixtures.ts';

const tables = async (page: Page): Promise<RouteTable[]> =>
  (await recorded(page)).map(routeTableOf).filter((table) => table !== undefined);

/** A ConnectionsModel in the manner of the library (PROTOCOL §7): Maps of Maps of Maps, and members that must not be touched. */
const makeModel = (): void => {
  const [local, remote] = [new Uint8Array(32).fill(0xab), new Uint8Array(32).fill(0x0c)];
  const route = { id: 'OutgoingWebsocketRoute:wss://me:pass@one.test/x?token=secret', active: true, outgoing: true };
  const incoming = {
    id: 'IncomingWebsocketRouteDirect:localhost:8000',
    get active(): boolean {
      throw new Error('not to be asked');
    },
  };
  const group = {
    groupName: 'chum',
    localPublicKey: local,
    remotePublicKey: remote,
    isCatchAllGroup: false,
    activeConnection: null as object | null,
    activeConnectionRoute: null as object | null,
    knownRoutes: [
      { route, disabled: false },
      { route: incoming, disabled: true },
    ],
  };
  const connectionRoutesGroups = new Map([['ab', new Map([['0c', new Map([['chum', group]])]])]]);
  const connectionRouteManager = { connectionRoutesGroupMap: { connectionRoutesGroups } };
  Object.assign(globalThis, {
    model: { leuteConnectionsModule: { connectionRouteManager }, secrets: 'not told' },
    connect: () => Object.assign(group, { activeConnection: {}, activeConnectionRoute: route }),
  });
};

const GROUP = {
  group: 'chum',
  local: 'ab'.repeat(32),
  remote: '0c'.repeat(32),
  catchAll: false,
  connected: false,
  over: '',
  routes: [
    { id: 'OutgoingWebsocketRoute:wss://one.test/x?token=', enabled: true, active: true },
    { id: 'IncomingWebsocketRouteDirect:localhost:8000', enabled: false, active: false },
  ],
};

test("the library's table of routes is told when the app hands it over, and again when it has changed", async ({
  hooked,
  server,
}) => {
  await hooked.evaluate(makeModel);
  const taken = await hooked.evaluate(async (url) => {
    const { model } = globalThis as unknown as { model: object };
    const before = __ONE_TRACE__?.attach({ no: 'model' });
    await kit.oneSocket(`${url}/sink`);
    return [before, __ONE_TRACE__?.attach(model)];
  }, server.ws);
  expect(taken).toEqual([false, true]);
  await expect.poll(async () => (await tables(hooked)).map(({ groups }) => groups)).toEqual([[GROUP]]);

  await hooked.evaluate(() => {
    const { connect, model } = globalThis as unknown as { connect(): void; model: object };
    connect();
    __ONE_TRACE__?.attach(model);
    __ONE_TRACE__?.attach(model);
  });
  const connected = { ...GROUP, connected: true, over: 'OutgoingWebsocketRoute:wss://one.test/x?token=' };
  await expect.poll(async () => (await tables(hooked)).map(({ groups }) => groups)).toEqual([[GROUP], [connected]]);
  expect(JSON.stringify(await recorded(hooked))).not.toMatch(/secret|not told/);
});
