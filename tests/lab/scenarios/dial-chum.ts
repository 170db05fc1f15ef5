import type { Connection } from '../connection/connection.ts';
import { dialGroup } from '../peer/dial.ts';
import { exchangeIdentities } from '../peer/identity-exchange.ts';
import type { ScenarioLab } from './scenario-lab.ts';

/** Alice dials Bob's chum by hand, up to the identities; whatever goes wrong is the scenario's business. */
export async function dialChum({ alice, bob, server }: ScenarioLab): Promise<Connection | undefined> {
  try {
    const target = { url: bob.listenUrl ?? server.url, publicKey: bob.publicKey };
    const connection = await dialGroup(alice.env, target, 'chum');
    await exchangeIdentities(connection, alice.env, true);
    return connection;
  } catch {
    return undefined;
  }
}
