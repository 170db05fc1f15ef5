import { SYNC_STATES, type SyncBatch, type SyncState } from '../../../core/sync/sync-batch.ts';

const NONE = 0xffff_ffff;

/** Requests of CHUM by their ordinal, as columns: some thirty bytes each. */
export interface SyncStore {
  readonly count: number;
  /** Ordinals of the requests that were answered, in the order of their answers. */
  readonly answered: number;
  answeredAt(index: number): number;
  row(request: number): number;
  id(request: number): number;
  isRoots(request: number): boolean;
  /** Row of the final answer. */
  answer(request: number): number | undefined;
  state(request: number): SyncState;
  items(request: number): number;
  /** `9861d52f`, empty where it is not known. */
  hash(request: number): string;
  bytes(request: number): number;
  add(batch: SyncBatch): void;
}

export function createSyncStore(): SyncStore {
  let count = 0;
  let answered = 0;
  let order = new Uint32Array(256);
  const columns = {
    rows: new Uint32Array(256),
    ids: new Uint32Array(256),
    roots: new Uint8Array(256),
    answer: new Uint32Array(256).fill(NONE),
    state: new Uint8Array(256),
    items: new Uint32Array(256),
    hash: new Uint32Array(256),
    hasHash: new Uint8Array(256),
    bytes: new Float64Array(256),
  };

  function makeRoom(needed: number): void {
    const room = columns.rows.length;
    if (needed <= room) return;
    const length = Math.max(needed, Math.ceil(room * 1.5));
    for (const name of Object.keys(columns) as (keyof typeof columns)[]) {
      const old = columns[name];
      const grown = new (old.constructor as new (length: number) => typeof old)(length);
      grown.set(old);
      Object.assign(columns, { [name]: grown });
    }
    columns.answer.fill(NONE, room);
    const longer = new Uint32Array(length);
    longer.set(order);
    order = longer;
  }

  return {
    get count() {
      return count;
    },
    get answered() {
      return answered;
    },
    answeredAt: (index) => order[index] ?? 0,
    row: (request) => columns.rows[request] ?? 0,
    id: (request) => columns.ids[request] ?? 0,
    isRoots: (request) => columns.roots[request] === 1,
    answer(request) {
      const row = columns.answer[request] ?? NONE;
      return row === NONE ? undefined : row;
    },
    state: (request) => SYNC_STATES[columns.state[request] ?? 0] ?? 'in flight',
    items: (request) => columns.items[request] ?? 0,
    hash: (request) =>
      columns.hasHash[request] === 1 ? (columns.hash[request] ?? 0).toString(16).padStart(8, '0') : '',
    bytes: (request) => columns.bytes[request] ?? 0,
    add({ first, rows, ids, roots, answers }) {
      if (first !== count) throw new Error(`requests ${count} to ${first} are missing`);
      makeRoom(count + rows.length);
      columns.rows.set(rows, count);
      columns.ids.set(ids, count);
      columns.roots.set(roots, count);
      count += rows.length;
      answers.request.forEach((request, at) => {
        columns.answer[request] = answers.row[at] ?? NONE;
        columns.state[request] = answers.state[at] ?? 0;
        columns.items[request] = answers.items[at] ?? 0;
        columns.hash[request] = answers.hash[at] ?? 0;
        columns.hasHash[request] = answers.hasHash[at] ?? 0;
        columns.bytes[request] = answers.bytes[at] ?? 0;
        order[answered] = request;
        answered += 1;
      });
    },
  };
}
