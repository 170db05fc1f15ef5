/** The services of CHUM's RPC, protocol version 8 (PROTOCOL §6.2). */
export const SERVICES: ReadonlyMap<number, string> = new Map([
  [1, 'GET_PROTOCOL_VERSION'],
  [2, 'GET_ACCESSIBLE_ROOTS'],
  [3, 'NEW_ACCESSIBLE_ROOT_EVENT'],
  [4, 'GET_OBJECT_CHILDREN'],
  [5, 'GET_ID_OBJECT_CHILDREN'],
  [6, 'GET_OBJECT'],
  [7, 'GET_ID_OBJECT'],
  [8, 'GET_BLOB'],
  [9, 'GET_CRDT_META_OBJECT'],
  [10, 'FIN'],
]);

export const serviceName = (id: number): string => SERVICES.get(id) ?? `service ${id}`;

export const ROOTS = 2;
export const CHILDREN: ReadonlySet<number> = new Set([4, 5]);

/** How CHUM writes `undefined` into JSON (§6.1). */
export const UNDEFINED = '$__undefined$';
