import { ROW } from '../../../core/contract/row-columns.ts';
import type { ConnectionReport } from '../../../core/report/report.ts';
import { REQUEST_PATIENCE_MS } from '../../../core/model/limits.ts';
import type { SyncState } from '../../../core/sync/sync-batch.ts';
import { bytes, clock, count, duration, plural } from '../format.ts';
import type { Rows } from '../session.ts';
import type { ShownPass, SyncGroup } from './sync-list.ts';
import type { SyncStore } from './sync-store.ts';

export type ShownState = SyncState | 'no answer';

export interface SyncCells {
  row: number;
  conn: string;
  id: number;
  isOut: boolean;
  service: string;
  /** Type of the object, or the kind of refusal. */
  what: string;
  isObject: boolean;
  hash: string;
  /** Percent of the pass's own axis. */
  left: number;
  width: number;
  latency: string;
  size: string;
  state: ShownState;
  name: string;
}

export interface SyncFacts {
  store: SyncStore;
  rows: Rows;
  connection(conn: string): ConnectionReport | undefined;
  /** Latest time of the recording. */
  now: number;
}

/** How a request stands, with the time at which waiting for it ended. */
export function standingOf(
  request: number,
  { store, rows, connection, now }: SyncFacts,
): { state: ShownState; end: number } {
  const { columns } = rows;
  const answer = store.answer(request);
  if (answer !== undefined) return { state: store.state(request), end: columns.get('t', answer) };
  const row = store.row(request);
  const of = connection(columns.tables.conns[columns.get('conn', row)] ?? '');
  const isOver = of?.close !== undefined || of?.states.at(-1)?.state === 'FAILED';
  const end = isOver ? (of?.ended ?? now) : now;
  const isLate = end - columns.get('t', row) > REQUEST_PATIENCE_MS;
  return { state: isOver || isLate ? 'no answer' : 'in flight', end };
}

export function syncCells(request: number, pass: ShownPass, facts: SyncFacts): SyncCells {
  const { store, rows } = facts;
  const { columns } = rows;
  const row = store.row(request);
  const answer = store.answer(request);
  const isOut = (columns.get('flags', row) & ROW.out) !== 0;
  const t = columns.get('t', row);
  const service = columns.tables.facets[columns.get('facet', row)]?.service || `request ${store.id(request)}`;
  const { state, end } = standingOf(request, facts);
  const span = Math.max(1, pass.end - pass.start, state === 'in flight' ? facts.now - pass.start : 0);
  const left = Math.min(99, ((t - pass.start) / span) * 100);
  const what = answer === undefined ? '' : answerWords(request, answer, service, facts);
  const latency = answer === undefined ? '' : duration(end - t);
  const asker = isOut ? 'this page asks' : 'the peer asks';
  return {
    row,
    conn: columns.tables.conns[columns.get('conn', row)] ?? '',
    id: store.id(request),
    isOut,
    service,
    what,
    isObject: state === 'verified' || state === 'wrong object',
    hash: store.hash(request),
    left,
    width: Math.min(100 - left, Math.max(0.5, ((end - t) / span) * 100)),
    latency,
    size: answer === undefined ? '' : bytes(columns.get('plain', answer) || columns.get('size', answer)),
    state,
    name: [asker, service, `request ${store.id(request)}`, state, what, latency && `after ${latency}`, clock(t)]
      .filter(Boolean)
      .join(', '),
  };
}

function answerWords(request: number, answer: number, service: string, { store, rows }: SyncFacts): string {
  const { columns } = rows;
  switch (store.state(request)) {
    case 'not ready':
    case 'unauthorized':
    case 'error':
      return columns.summary(answer).replace(/^#\d+ /, '');
    default: {
      const type = columns.tables.facets[columns.get('facet', answer)]?.type;
      if (type) return type;
      if (service === 'GET_PROTOCOL_VERSION') return `version ${store.items(request)}`;
      if (/ROOTS|CHILDREN/.test(service)) return plural(store.items(request), 'entry', 'entries');
      return store.bytes(request) > 0 ? bytes(store.bytes(request)) : '';
    }
  }
}

export interface GroupCells {
  title: string;
  conn: string;
  start: string;
  text: string;
  isBad: boolean;
}

export function groupCells({ passes, requests }: SyncGroup, facts: SyncFacts): GroupCells {
  const { columns } = facts.rows;
  const [first, last] = [passes[0], passes.at(-1)];
  if (!first || !last) return { title: '', conn: '', start: '', text: '', isBad: false };
  const conn = columns.tables.conns[first.conn] ?? '';
  const start = clock(first.start);
  if (passes.length > 1) {
    const apart = duration((last.start - first.start) / (passes.length - 1));
    const title = `Passes ${count(first.n)} – ${count(last.n)}`;
    return { title, conn, start, text: `${plural(passes.length, 'poll')}, ${apart} apart, nothing new`, isBad: false };
  }
  const open = first.requests.filter((request) => facts.store.answer(request) === undefined);
  const missing = open.filter((request) => standingOf(request, facts).state === 'no answer').length;
  const objects = first.objects > 0 ? ` · ${plural(first.objects, 'object')}` : '';
  const never = missing > 0 ? ` · ${missing === requests ? 'never answered' : `${count(missing)} never answered`}` : '';
  const flight = open.length > missing ? ` · ${count(open.length - missing)} in flight` : '';
  return {
    title: `Pass ${count(first.n)}`,
    conn,
    start,
    text: `${first.isPoll ? 'poll, ' : ''}${plural(requests, 'request')} in ${duration(first.end - first.start)}${objects}${flight}${never}`,
    isBad: missing > 0,
  };
}
