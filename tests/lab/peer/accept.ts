import type { Connection } from '../connection/connection.ts';
import { field, waitForType } from '../connection/wait.ts';
import { contactOf } from './contact.ts';
import { serveDebug } from './debug-protocol.ts';
import { acceptEncryption } from './handshake.ts';
import { exchangeIdentities } from './identity-exchange.ts';
import type { PeerParts } from './parts.ts';

/** A connection somebody else asked for: from communication_request to its group's protocol. */
export async function acceptConnection(connection: Connection, parts: PeerParts): Promise<void> {
  const { env, routes } = parts;
  const { sourcePublicKey, targetPublicKey } = await acceptEncryption(connection, env);
  const group = await exchangeGroup(connection, parts, sourcePublicKey);
  connection.send('{"command":"sync"}');
  routes.assign(connection, { localKey: targetPublicKey, remoteKey: sourcePublicKey, group });
  const remote = await exchangeIdentities(connection, env, false);
  if (group === 'pairing') {
    const contact = contactOf(await parts.pairing.accept(connection));
    parts.contacts.set(contact.personId, contact);
    if (env.faults.refuseFirstChum) parts.refuseOnce.add(contact.personId);
  } else if (group === 'debug') await serveDebug(connection, parts.store);
  else if (group === 'chum') await acceptChum(connection, parts, remote.personId);
  else await refuse(connection, `ConnectionRoutesGroupName ${group} not supported`);
}

async function exchangeGroup(connection: Connection, parts: PeerParts, sourcePublicKey: string): Promise<string> {
  try {
    const group = field(await waitForType(connection, 'connection_group'), 'connectionGroupName');
    const known = [...parts.contacts.values()].some(({ instanceKey }) => instanceKey === sourcePublicKey);
    const reason = parts.routes.disabled ? 'Route is disabled' : 'I do not want to communicate with you. Go Away!';
    if (parts.routes.disabled || (!known && !parts.catchAll)) {
      connection.close(reason);
      throw new Error(reason);
    }
    return group;
  } catch (error) {
    connection.close(String(error));
    throw error;
  }
}

async function acceptChum(connection: Connection, parts: PeerParts, personId: string): Promise<void> {
  const refused = parts.refuseOnce.delete(personId);
  if (refused || !parts.contacts.has(personId)) {
    return refuse(connection, 'Unable to start chum because you are unknown');
  }
  await parts.startSession(connection, personId);
}

async function refuse(connection: Connection, reason: string): Promise<never> {
  const error = new Error(reason);
  connection.close(String(error));
  throw error;
}
