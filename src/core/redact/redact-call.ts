import type { CallRecord, Extra, Json } from '../trace/records.ts';
import { PLUGINS } from './known-words.ts';
import type { Mask } from './mask.ts';
import { maskText } from './masked-text.ts';
import { redactMethod, redactPlugin } from './redact-name.ts';
import { redactReason } from './redact-reason.ts';
import { redactRecordName } from './record-name.ts';

/** A call without what it was called with, but for kinds, sizes and names of plugins. */
export function redactCall({ conn, t, method, args, code, reason }: CallRecord, mask: Mask): CallRecord {
  return {
    kind: 'call',
    conn: redactRecordName(conn, mask),
    t,
    method: redactMethod(method, mask),
    ...(args === undefined ? {} : { args: redactArgs(args, mask) }),
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason: redactReason(code ?? 1000, reason, mask) }),
  };
}

/** Members that the hook adds where the library was called and not the socket: readers tell the two apart by them. */
export function callExtra(extra: Extra | undefined): Extra {
  const of = extra?.['of'];
  const ms = extra?.['ms'];
  return { ...(of === 'Connection' ? { of } : {}), ...(typeof ms === 'number' ? { ms } : {}) };
}

const MOST_ARGUMENTS = 16;

const redactArgs = (args: Json, mask: Mask): Json =>
  Array.isArray(args)
    ? args.slice(0, MOST_ARGUMENTS).map((arg) => redactArgument(arg, mask))
    : redactArgument(args, mask);

const KIND =
  /^(?:(?:string|bytes) \d{1,12}|string|bytes|number|boolean|object|undefined|function|bigint|symbol|not open|RTCPeerConnection)$/;
const PLACE = /^(before|after) (.+)$/;

function redactArgument(arg: Json, mask: Mask): Json {
  if (arg === null || typeof arg === 'boolean' || typeof arg === 'number') return arg;
  if (typeof arg !== 'string') return 'object';
  if (KIND.test(arg) || PLUGINS.has(arg)) return arg;
  const [, where, plugin] = PLACE.exec(arg) ?? [];
  return plugin === undefined ? maskText(arg) : `${where} ${redactPlugin(plugin, mask)}`;
}
