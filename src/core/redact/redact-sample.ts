import { shapeOfRoutes } from '../plugins/route-table.ts';
import type { Json } from '../trace/records.ts';
import { GROUPS, PLUGINS } from './known-words.ts';

/** Figures of each kind of sample; what a plugin counts is below its name. */
const FIGURES: Readonly<Record<string, ReadonlySet<string>>> = {
  'rtc-stats': new Set([
    'currentRoundTripTime',
    'roundTripTime',
    'availableOutgoingBitrate',
    'bytesSent',
    'bytesReceived',
  ]),
  buffered: new Set(['bufferedAmount', 'amount', 'bytes']),
  memory: new Set(['usedJSHeapSize', 'totalJSHeapSize', 'jsHeapSizeLimit', 'bytes', 'used']),
  'long-tasks': new Set(['ms', 'count', 'duration', 'total']),
  'plugin-counters': new Set([
    'bytesSent',
    'bytesReceived',
    'messagesSent',
    'messagesReceived',
    'openTime',
    'closeTime',
    'localNonceCounter',
    'remoteNonceCounter',
    'pingInterval',
    'pongTimeout',
    'timeout',
  ]),
};

/** Types of ICE candidates: whether a path is direct. Their addresses are not in the trace. */
const CANDIDATES: ReadonlySet<Json> = new Set<Json>(['host', 'srflx', 'prflx', 'relay', 'unknown']);

/** The figures of a sample, nothing else; undefined for a kind of sample that is not known. */
export function redactSample(what: string, values: Json): Json | undefined {
  if (what === 'routes') return shapeOfRoutes(values, GROUPS);
  const names = Object.hasOwn(FIGURES, what) ? FIGURES[what] : undefined;
  if (!names) return undefined;
  if (typeof values === 'number') return values;
  if (what !== 'plugin-counters') return figures(values, names);
  const plugins = Object.entries(asMembers(values)).filter(([plugin]) => PLUGINS.has(plugin));
  return Object.fromEntries(
    plugins.map(([plugin, own]) => [plugin, typeof own === 'number' ? own : figures(own, names)]),
  );
}

const figures = (values: Json, names: ReadonlySet<string>): Json =>
  Object.fromEntries(
    Object.entries(asMembers(values)).filter(([name, value]) =>
      name === 'local' || name === 'remote' ? CANDIDATES.has(value) : names.has(name) && typeof value === 'number',
    ),
  );

const asMembers = (values: Json): { [name: string]: Json } =>
  typeof values === 'object' && values !== null && !Array.isArray(values) ? values : {};
