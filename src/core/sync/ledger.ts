import type { Dissection } from '../dissect/dissection.ts';
import type { Fact } from '../dissect/facts.ts';
import type { Dir, TraceRecord } from '../trace/records.ts';
import { ROOTS } from '../dissect/chum/services.ts';
import { SYNC_STATES, type SyncAnswers, type SyncBatch, type SyncState } from './sync-batch.ts';

/** Pairs the requests of CHUM with their answers, of both askers (PROTOCOL §6.1: numbers are per sender). */
export interface SyncLedger {
  /** Takes the next record, in file order; `row` is the place of the frame among all rows. */
  push(record: TraceRecord, dissection: Dissection | undefined, row: number): void;
  /** What came since it was last asked, undefined where nothing did. */
  take(): SyncBatch | undefined;
}

interface Pending {
  request: number;
  hash: string | undefined;
  items: number;
  bytes: number;
  state: SyncState | undefined;
}

interface Answer extends Pending {
  row: number;
}

/** A peer that never answers keeps no more than this many; the oldest are forgotten first. */
const MAX_PENDING = 4096;
const HASH_START = /^[0-9a-f]{8}/;

const other = (dir: Dir): Dir => (dir === 'in' ? 'out' : 'in');

export function createSyncLedger(): SyncLedger {
  const open = new Map<string, Map<string, Pending>>();
  let first = 0;
  let asked: { row: number; id: number; isRoots: boolean }[] = [];
  let answered: Answer[] = [];

  function ask(conn: string, dir: Dir, { id, serviceId, hash }: Fact & { kind: 'rpc-request' }, row: number): void {
    const pending = open.get(conn) ?? new Map<string, Pending>();
    open.set(conn, pending);
    const key = `${dir} ${id}`;
    // A number that is used again belongs to the newer request.
    pending.delete(key);
    pending.set(key, { request: first + asked.length, hash, items: 0, bytes: 0, state: undefined });
    asked.push({ row, id, isRoots: serviceId === ROOTS });
    if (pending.size > MAX_PENDING) forgetOldest(pending);
  }

  function answer(conn: string, dir: Dir, facts: readonly Fact[], row: number): void {
    const pending = open.get(conn);
    const of = (id: number): Pending | undefined => pending?.get(`${other(dir)} ${id}`);
    let current: Pending | undefined;
    let ended: { id: number; of: Pending } | undefined;
    for (const fact of facts) {
      if ('id' in fact && typeof fact.id === 'number') current = of(fact.id) ?? current;
      if (fact.kind === 'rpc-answer' && fact.final && current) ended = { id: fact.id, of: current };
      if (current) learn(current, fact);
    }
    if (!ended) return;
    pending?.delete(`${other(dir)} ${ended.id}`);
    answered.push({ ...ended.of, row });
  }

  return {
    push(record, dissection, row) {
      if (record.kind === 'close') open.delete(record.conn);
      if (record.kind !== 'frame') return;
      const facts = dissection?.facts ?? [];
      for (const fact of facts) if (fact.kind === 'rpc-request') ask(record.conn, record.dir, fact, row);
      if (facts.some(({ kind }) => kind === 'rpc-answer' || kind === 'blob'))
        answer(record.conn, record.dir, facts, row);
    },
    take() {
      if (asked.length === 0 && answered.length === 0) return undefined;
      const answers = createAnswers(answered.length);
      for (const [i, each] of answered.entries()) writeAnswer(answers, i, each);
      const batch: SyncBatch = {
        first,
        rows: Uint32Array.from(asked, ({ row }) => row),
        ids: Uint32Array.from(asked, ({ id }) => id),
        roots: Uint8Array.from(asked, ({ isRoots }) => Number(isRoots)),
        answers,
      };
      first += asked.length;
      asked = [];
      answered = [];
      return batch;
    },
  };
}

function createAnswers(length: number): SyncAnswers {
  return {
    request: new Uint32Array(length),
    row: new Uint32Array(length),
    state: new Uint8Array(length),
    items: new Uint32Array(length),
    hash: new Uint32Array(length),
    hasHash: new Uint8Array(length),
    bytes: new Float64Array(length),
  };
}

function writeAnswer(answers: SyncAnswers, i: number, each: Answer): void {
  const { request, row, state = 'answered', items, hash = '', bytes } = each;
  const start = HASH_START.exec(hash)?.[0];
  answers.request[i] = request;
  answers.row[i] = row;
  answers.state[i] = SYNC_STATES.indexOf(state);
  answers.items[i] = items;
  answers.hash[i] = start === undefined ? 0 : Number.parseInt(start, 16);
  answers.hasHash[i] = start === undefined ? 0 : 1;
  answers.bytes[i] = bytes;
}

function forgetOldest(pending: Map<string, Pending>): void {
  const [oldest] = pending.keys();
  if (oldest !== undefined) pending.delete(oldest);
}

function learn(request: Pending, fact: Fact): void {
  switch (fact.kind) {
    case 'object':
      request.hash = fact.hash;
      request.bytes = fact.bytes;
      request.items = 1;
      if (fact.verified !== undefined) request.state = fact.verified ? 'verified' : 'wrong object';
      return;
    case 'roots':
    case 'children':
      request.items = fact.count;
      return;
    case 'protocol-version':
      request.items = fact.version;
      return;
    case 'blob':
      request.bytes += fact.bytes;
      return;
    case 'rpc-error':
      request.state = refusalOf(fact.code ?? '', fact.message ?? '');
      return;
    default:
  }
}

/** PROTOCOL §6.3: a service that is not there yet; §6.4: a hash that was never announced to this peer. */
function refusalOf(code: string, message: string): SyncState {
  if (code === 'UNKNOWN-SERVICE') return 'not ready';
  return /^C?ES-G(O|ID|B)|Unauthorized/.test(`${code} ${message}`) && !/-G[A-Z]+2/.test(code)
    ? 'unauthorized'
    : 'error';
}
