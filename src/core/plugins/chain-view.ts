import { plural } from '../stats/alert-words.ts';
import type { Dir, Json } from '../trace/records.ts';
import type { Flow, LayerCounts } from './layer-counts.ts';
import type { CallCount } from './library-calls.ts';
import type { ChainChange, PluginState } from './plugin-tracker.ts';

/** One plugin, from the wire to the application; undefined figures cannot be known from here. */
export interface PluginRow {
  name: string;
  /** Not in the chain any more. */
  isGone: boolean;
  in: Flow | undefined;
  out: Flow | undefined;
  /** Messages that end here instead of being passed on. */
  swallowed: number | undefined;
  /** Messages that this plugin adds of its own. */
  injected: number | undefined;
  note: string;
}

export interface ChainView {
  conn: string;
  source: 'observed' | 'inferred';
  order: string[];
  /** What the chain ends in, as far as the traffic tells. */
  application: string;
  rows: PluginRow[];
  changes: ChainChange[];
  calls: ({ method: string } & CallCount)[];
  omitted: number;
  /** Frames that did not open: everything within the encryption is of the others only. */
  locked: number;
}

/** The plugin chain of one connection with what each plugin did, as far as the trace shows it. */
export function viewChain(state: PluginState): ChainView {
  const { counts, conn, changes, omitted, calls } = state;
  const observed = state.order?.length ? state.order : undefined;
  const order = observed ?? inferOrder(counts);
  const gone = observed ? state.gone : counts.starts >= 2 ? ['promise'] : [];
  const locked = counts.locked.in + counts.locked.out;
  return {
    conn,
    source: observed ? 'observed' : 'inferred',
    order,
    application: counts.starts >= 2 ? 'CHUM' : counts.keyFrames >= 2 ? 'handshake' : 'comm server',
    rows: [
      ...order.map((name) => rowOf(name, state, false, order)),
      ...gone.map((name) => rowOf(name, state, true, order)),
    ],
    changes,
    calls: [...calls].map(([method, count]) => ({ method, ...count })),
    omitted,
    locked,
  };
}

/** PROTOCOL §2.4: which plugins a connection has at which stage. `statistics` leaves no trace on the wire, but is always there. */
function inferOrder({ keyFrames, starts, pings, sealed }: LayerCounts): string[] {
  const isSealed = keyFrames >= 2 || sealed.in.messages + sealed.out.messages > 0;
  if (isSealed)
    return ['websocket', 'statistics', 'encryption', 'keepalive', 'fragmentation', ...(starts >= 2 ? [] : ['promise'])];
  return ['websocket', 'statistics', ...(pings.in.messages + pings.out.messages > 0 ? ['pong'] : []), 'promise'];
}

type Known = Pick<PluginRow, 'in' | 'out' | 'swallowed' | 'injected' | 'note'>;

/** Plugins within the encryption. */
const INNER: ReadonlySet<string> = new Set(['keepalive', 'fragmentation', 'promise']);

const NOTHING: Known = { in: undefined, out: undefined, swallowed: undefined, injected: undefined, note: '' };

function rowOf(name: string, { counts, reported }: PluginState, isGone: boolean, order: readonly string[]): PluginRow {
  const known = knownOf(name, counts, order);
  const own = reported[name];
  const note = [
    known.note,
    own === undefined ? '' : `reported by the page: ${words(own)}`,
    isGone ? 'no longer in the chain' : '',
  ]
    .filter(Boolean)
    .join(' · ');
  return { name, isGone, ...known, note };
}

function words(value: Json): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return plural(value.length, 'value');
  return Object.entries(value)
    .slice(0, 6)
    .map(([key, each]) => `${key} ${typeof each === 'object' ? '…' : String(each)}`)
    .join(', ');
}

const minus = (a: Flow, b: Flow): Flow => ({ messages: a.messages - b.messages, bytes: a.bytes - b.bytes });
const both = (of: Record<Dir, Flow>): number => of.in.messages + of.out.messages;

function knownOf(name: string, counts: LayerCounts, order: readonly string[]): Known {
  const { wire, sealed, plain, locked, keepalives, pieces, joined, pings, awaited, counters } = counts;
  const isLocked = both(plain) === 0 && locked.in + locked.out > 0;
  if (isLocked && INNER.has(name)) return { ...NOTHING, note: 'unknown without the key' };
  const within = { in: minus(plain.in, keepalives.in), out: minus(plain.out, keepalives.out) };
  const hidden = locked.in + locked.out > 0 ? 'only of frames that opened' : '';
  switch (name) {
    case 'websocket':
      return { ...wire, swallowed: 0, injected: 0, note: 'raw frames' };
    case 'statistics':
    case 'network': {
      const isInside = order.indexOf(name) > order.indexOf('fragmentation') && order.includes('fragmentation');
      return isInside
        ? { ...NOTHING, swallowed: 0, injected: 0, note: 'sits inside the encryption: counts plaintext' }
        : {
            ...wire,
            swallowed: 0,
            injected: 0,
            note: order.includes('encryption') ? 'sits outside the encryption: counts ciphertext' : '',
          };
    }
    case 'ping':
    case 'pong':
      return {
        ...pings,
        swallowed: pings.in.messages,
        injected: pings.out.messages,
        note: 'signs of life with the comm server',
      };
    case 'encryption':
      return {
        ...sealed,
        swallowed: 0,
        injected: 0,
        note: [counterWords(counters), paddingWords(sealed, plain, locked)].filter(Boolean).join(' · '),
      };
    case 'keepalive':
      return {
        ...plain,
        swallowed: keepalives.in.messages,
        injected: keepalives.out.messages,
        note: hidden || 'sends after 20 s, gives up after 25 s',
      };
    case 'fragmentation':
      return {
        ...within,
        swallowed: pieces.in.messages - joined.in.messages,
        injected: pieces.out.messages - joined.out.messages,
        note:
          hidden ||
          (both(pieces) > 0
            ? `${both(joined)} messages in pieces`
            : `nothing split, largest message ${counts.largest} B`),
      };
    case 'promise':
      return { ...awaited, swallowed: awaited.in.messages, injected: 0, note: 'hands out one message at a time' };
    default:
      return { ...NOTHING, note: 'unknown to ONE Trace' };
  }
}

function counterWords(counters: LayerCounts['counters']): string {
  const range = (of: { low: number; high: number } | undefined): string | undefined => of && `${of.low}–${of.high}`;
  const parts = [counters.in && `in ${range(counters.in)}`, counters.out && `out ${range(counters.out)}`].filter(
    Boolean,
  );
  return parts.length > 0 ? `counters ${parts.join(', ')}` : '';
}

/** Share of the bytes on the wire that is no payload: padding, flags and tags. Only where every frame opened. */
function paddingWords(sealed: Record<Dir, Flow>, plain: Record<Dir, Flow>, locked: Record<Dir, number>): string {
  const total = sealed.in.bytes + sealed.out.bytes;
  const inner = plain.in.bytes + plain.out.bytes;
  if (locked.in + locked.out > 0) return `${locked.in + locked.out} frames did not open`;
  return total > 0 ? `padding and tags ${Math.round((1 - inner / total) * 100)} % of bytes` : '';
}
