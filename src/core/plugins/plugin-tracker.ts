import type { Dissection } from '../dissect/dissection.ts';
import type { Dir, Json, TraceRecord } from '../trace/records.ts';
import type { Evidence } from '../report/report.ts';
import { addCall, callWords, type CallCount } from './library-calls.ts';
import { addCount, createCounts, type LayerCounts } from './layer-counts.ts';

/** A change of a plugin chain, and what the trace shows to have brought it about. */
export interface ChainChange {
  t: number;
  event: 'created' | 'add' | 'remove' | 'event' | 'call' | 'inferred';
  /** Plugins that came or went, or the method that was called. */
  names: string[];
  order: string[];
  cause: string;
  evidence: Evidence;
}

/** What is known of the plugins of one connection. Its size does not grow with the traffic. */
export interface PluginState {
  conn: string;
  /** Undefined until a plugin record was seen. */
  order: string[] | undefined;
  /** Names that were in the chain once, in the order of their coming. */
  gone: string[];
  changes: ChainChange[];
  /** Changes that are not kept. */
  omitted: number;
  counts: LayerCounts;
  /** What the app called on the library's Connection, where it handed that over. */
  calls: Map<string, CallCount>;
  /** Counters as the page itself reported them last, by plugin. */
  reported: Record<string, Json>;
  /** The last telling frame: what a change right behind it follows from. */
  last: { t: number; seq: number; dir: Dir; name: string } | undefined;
}

const MAX_CHANGES = 200;
/** A change within this time after a frame follows from it. */
const FOLLOWS_MS = 250;

export function createPluginState(conn: string): PluginState {
  return {
    conn,
    order: undefined,
    gone: [],
    changes: [],
    omitted: 0,
    counts: createCounts(),
    calls: new Map(),
    reported: {},
    last: undefined,
  };
}

export interface PluginTracker {
  push(record: TraceRecord, dissection?: Dissection): void;
  of(conn: string): PluginState | undefined;
  all(): Iterable<PluginState>;
}

/** Follows the plugin chain of every connection: as it was seen, and as the traffic shows it. Bounded memory. */
export function createPluginTracker(): PluginTracker {
  const states = new Map<string, PluginState>();

  function stateOf(conn: string): PluginState {
    const known = states.get(conn);
    if (known) return known;
    const fresh = createPluginState(conn);
    states.set(conn, fresh);
    return fresh;
  }

  return {
    of: (conn) => states.get(conn),
    all: () => states.values(),
    push(record, dissection) {
      if (!('conn' in record) || record.conn === undefined) return;
      const state = stateOf(record.conn);
      switch (record.kind) {
        case 'frame':
          addCount(state.counts, record, dissection);
          if (dissection && TELLING.has(dissection.name)) {
            const { t, seq, dir } = record;
            state.last = { t, seq, dir, name: dissection.name };
            inferChange(state);
          }
          return;
        case 'plugin':
          noteChange(state, record);
          return;
        case 'call':
          addCall(state.calls, record);
          if (record.method === 'send') return;
          keep(state, {
            t: record.t,
            event: 'call',
            names: [record.method],
            order: state.order ?? [],
            cause: record.reason ?? callWords(record),
            evidence: { conn: record.conn, record: 'call', t: record.t },
          });
          return;
        case 'sample':
          if (record.what !== 'plugin-counters' || record.values === null || typeof record.values !== 'object') return;
          if (!Array.isArray(record.values)) state.reported = record.values;
          return;
        default:
          return;
      }
    },
  };
}

function noteChange(state: PluginState, record: TraceRecord & { kind: 'plugin' }): void {
  const { t, event, name, order, conn } = record;
  const isFirst = state.order === undefined;
  const before = state.changes.at(-1);
  if (event !== 'event' || order.length > 0) {
    state.gone.push(...(state.order ?? []).filter((each) => !order.includes(each) && !state.gone.includes(each)));
    state.order = order.slice(0, 64);
    state.gone = state.gone.filter((each) => !order.includes(each)).slice(0, 64);
  }
  // The chain of a connection is read plugin by plugin: what comes in one moment is one change.
  if (
    before &&
    before.event === (before.event === 'created' ? 'created' : event) &&
    t - before.t < 1 &&
    event !== 'event'
  ) {
    const isSame = before.event === 'created' ? event === 'add' : before.event === event;
    if (isSame) {
      before.names.push(name);
      before.order = order;
      return;
    }
  }
  keep(state, {
    t,
    event: isFirst && event === 'add' ? 'created' : event,
    names: [name],
    order,
    cause: isFirst ? 'first seen' : causeOf(state, t),
    evidence: { conn, record: 'plugin', t },
  });
}

function keep(state: PluginState, change: ChainChange): void {
  if (state.changes.length < MAX_CHANGES) state.changes.push(change);
  else state.omitted++;
}

/** Frames that the library changes its chain after (PROTOCOL §2.4, §4.3). */
const TELLING: ReadonlySet<string> = new Set([
  'authentication_success',
  'connection_handover',
  'communication_ready',
  'key-frame',
  'synchronisation',
]);

const WORDS: Readonly<Record<string, string>> = {
  authentication_success: 'the comm server took the registration',
  connection_handover: 'the comm server handed the connection over',
  communication_ready: 'the peer is ready',
  'key-frame': 'keys exchanged',
  synchronisation: 'CHUM starts',
};

function causeOf({ last }: PluginState, t: number): string {
  return last && t - last.t <= FOLLOWS_MS
    ? `after ${last.dir === 'in' ? 'received' : 'sent'} ${last.name}: ${WORDS[last.name] ?? ''}`
    : '';
}

/** Where no chain was seen, its changes follow from the traffic alone. */
function inferChange(state: PluginState): void {
  const { last, counts, conn } = state;
  if (!last || state.order !== undefined) return;
  const names = inferredNames(last.name, counts);
  if (names === undefined) return;
  keep(state, {
    t: last.t,
    event: 'inferred',
    names,
    order: [],
    cause: WORDS[last.name] ?? '',
    evidence: { conn, seq: last.seq },
  });
}

function inferredNames(name: string, { keyFrames, starts }: LayerCounts): string[] | undefined {
  if (name === 'key-frame') return keyFrames === 2 ? ['+ encryption', '+ keepalive', '+ fragmentation'] : undefined;
  if (name === 'synchronisation') return starts === 2 ? ['− promise'] : undefined;
  if (name === 'authentication_success') return ['+ pong'];
  return name === 'connection_handover' ? ['− pong'] : undefined;
}
