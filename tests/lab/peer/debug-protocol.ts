import type { Connection } from '../connection/connection.ts';
import { field, waitForJson, waitForType } from '../connection/wait.ts';
import { typeOf } from '../chum/microdata.ts';
import { rootHash, type Store } from '../chum/store.ts';

export type DebugQuestion =
  | { readonly protocol: 'getAccessibleObjects' }
  | { readonly protocol: 'getData'; readonly hashType: 'blob' | 'clob' | 'id' | 'object'; readonly hash: string };

/** §4.2, initiator. */
export async function askDebug(connection: Connection, question: DebugQuestion): Promise<unknown> {
  const { protocol } = question;
  connection.send(JSON.stringify({ type: 'start_protocol', protocol, version: '1.0' }));
  if (question.protocol === 'getAccessibleObjects') {
    return (await waitForType(connection, 'accessible_objects', 'type'))['objects'];
  }
  const { hashType, hash } = question;
  connection.send(JSON.stringify({ type: 'request_data', hashType, hash }));
  return (await waitForType(connection, 'data', 'type'))['data'];
}

/** §4.2, acceptor. */
export async function serveDebug(connection: Connection, store: Store): Promise<void> {
  const start = await waitForJson(connection);
  if (start['version'] !== '1.0') return connection.close('Protocol version not supported. Only 1.0 is supported');
  if (start['protocol'] === 'getData') {
    const request = await waitForType(connection, 'request_data', 'type');
    const hash = field(request, 'hash');
    const known = store.roots.some((root) => rootHash(root) === hash);
    if (!known) return connection.close('You do not have permission to access this file');
    const blob = store.bytes(hash);
    const data = blob ? `File size: ${blob.length}` : (store.text(hash) ?? '');
    connection.send(JSON.stringify({ type: 'data', data }));
  } else {
    connection.send(JSON.stringify({ type: 'accessible_objects', objects: store.roots.map(describe) }));
  }
  connection.close(`Debug protocol "${field(start, 'protocol')}" finished`);

  function describe(root: Store['roots'][number]): object {
    const hash = rootHash(root);
    const microdata = store.text(hash) ?? '';
    return root.type === 'id'
      ? { type: 'id', idHash: hash, idObj: microdata }
      : { type: 'unversioned', hash, obj: { $type$: typeOf(microdata), microdata } };
  }
}
