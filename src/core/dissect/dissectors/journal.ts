import type { Fact } from '../facts.ts';
import { fieldsBehind, textBehind } from '../gatt/value.ts';
import { arrayAt, countAt, present, stringAt, type JsonObject } from '../json/members.ts';
import type { MessageDissector } from '../reading.ts';
import { line, plural } from '../words.ts';

/** The service byte in front of a message (PROTOCOL §11.4). */
const SERVICE = 5;

interface Type {
  name: string;
  summary(json: JsonObject): string;
}

const TYPES: Readonly<Record<string, Type>> = {
  sync_request: {
    name: 'journal.request',
    summary: (json) => `asks for what is newer than ${countAt(json, 'lastSyncTimestamp') ?? 'an unknown time'}`,
  },
  sync_response: { name: 'journal.response', summary: answer },
  journal_sync_response: { name: 'journal.response', summary: answer },
  sync_ack: {
    name: 'journal.ack',
    summary: (json) => `has taken ${plural(countAt(json, 'processedCount') ?? 0, 'entry', 'entries')}`,
  },
};

/** The journal of a device (PROTOCOL §11.4): told from the seed dialect's messages of the same names by its `requestId`. */
export const journal: MessageDissector = (message, { gatt, place }) => {
  if (place !== 'clear' || (message.type === 'binary' && gatt === undefined)) return undefined;
  const skip = message.bytes[0] === SERVICE ? 1 : 0;
  if (message.bytes[skip] !== 0x7b) return undefined;
  const json = textBehind(message, skip)?.json;
  const type = stringAt(json, 'type');
  const known = type === undefined || !Object.hasOwn(TYPES, type) ? undefined : TYPES[type];
  if (json === undefined || known === undefined || stringAt(json, 'requestId') === undefined) return undefined;
  const { name, summary } = known;
  const { offset } = message;
  return {
    layer: 'journal',
    name,
    phase: 'sync',
    title: 'Journal',
    summary: line(summary(json)),
    facts: [present<Fact>({ kind: 'gatt', name, count: arrayAt(json, 'entries')?.length, success: undefined })],
    fields: () => [
      ...(skip === 1 ? [{ name: 'service', value: SERVICE, range: [offset, offset + 1] as [number, number] }] : []),
      ...fieldsBehind(message, skip, 'text', { secret: SECRET }),
    ],
  };
};

const SECRET: ReadonlySet<string> = new Set(['password', 'token', 'secret', 'key']);

function answer(json: JsonObject): string {
  const entries = plural(arrayAt(json, 'entries')?.length ?? 0, 'entry', 'entries');
  return json['hasMore'] === true ? `${entries}, more to come` : entries;
}
