import type { TraceRecord } from '../../../src/core/trace/records.ts';
import type { Outcome, Realm, Transport } from './cells.ts';

/** What the server heard of the realms, and what the extension recorded. */
export interface Evidence {
  heard: ReadonlySet<string>;
  records: readonly TraceRecord[];
}

/** Words that only what has happened can make the server hear: that a realm spoke over a transport, or has none. */
const spoke = (transport: Transport, name: string): string =>
  ({ websocket: `websocket: ${name}`, webrtc: `heard webrtc: ${name}`, bluetooth: `refused bluetooth: ${name}` })[
    transport
  ];

/** Whether the server knows how it stands with the realm: until then there is nothing to judge. */
export const isDecided = ({ heard }: Evidence, { name }: Realm, transport: Transport): boolean =>
  heard.has(spoke(transport, name)) || heard.has(`no ${transport}: ${name}`);

/** What became of a cell; undefined where the realm spoke and the trace says nothing: a hole. */
export function outcomeOf(
  { heard, records }: Evidence,
  { name, gap }: Realm,
  transport: Transport,
): Outcome | undefined {
  if (heard.has(`no ${transport}: ${name}`)) return 'not applicable';
  if (transport === 'bluetooth') return seesRefusals({ heard, records }) ? 'caught' : undefined;
  if (sent(records).has(`${transport}: ${name}`)) return 'caught';
  return notes(records).some((text) => gap?.test(text)) ? 'stated gap' : undefined;
}

/** A device cannot be had without a press, but being refused one is recorded: once for each realm that asked. */
function seesRefusals({ heard, records }: Evidence): boolean {
  const asked = [...heard].filter((word) => word.startsWith('refused bluetooth: ')).length;
  const seen = records.filter((record) => record.kind === 'error' && record.message.startsWith('requestDevice: '));
  return asked > 0 && seen.length >= asked;
}

const notes = (records: readonly TraceRecord[]): string[] =>
  records.flatMap((record) => (record.kind === 'note' && record.type === 'gap' ? [record.text] : []));

const sent = (records: readonly TraceRecord[]): Set<string> =>
  new Set(
    records.flatMap((record) =>
      record.kind === 'frame' && record.dir === 'out' && record.type === 'text'
        ? [new TextDecoder().decode(record.payload)]
        : [],
    ),
  );
