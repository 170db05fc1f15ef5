import type { Phase } from '../dissection.ts';
import type { Fact } from '../facts.ts';
import { fieldsOfJson } from '../json/fields.ts';
import { arrayAt, numberAt, present, stringAt, type JsonObject } from '../json/members.ts';
import { scanJson } from '../json/scan.ts';
import type { MessageDissector } from '../reading.ts';
import { line, plural } from '../words.ts';

/**
 * The `{"type":…}` dialect of the seed document (connection-architecture.md, "Message Protocol Analysis"). Its members are
 * known from that page only, so all that could prove an identity counts as secret, and nothing is called malformed.
 */
export const seed: MessageDissector = (message, context) => {
  if (message.type !== 'text' || context.group === 'debug') return undefined;
  const json = message.json;
  const type = stringAt(json, 'type');
  const known = type === undefined || !Object.hasOwn(TYPES, type) ? undefined : TYPES[type];
  if (!json || !known || type === undefined || 'requestId' in json || 'responseId' in json) return undefined;
  const count = arrayAt(json, 'objects')?.length ?? numberAt(json, 'total_objects');
  return {
    layer: 'seed',
    name: type,
    phase: known.phase,
    title: 'Seed dialect',
    summary: line(known.summary(json)),
    facts: [present<Fact>({ kind: 'seed', type, count, success: type.endsWith('_success') ? true : undefined })],
    fields: () => fieldsOfJson(message.source, scanJson(message.source), { secret: SECRET }),
  };
};

const SECRET: ReadonlySet<string> = new Set(
  'identity nonce proof signature session challenge response invite identity_proof token secret password key'.split(
    ' ',
  ),
);

interface Type {
  phase: Phase;
  summary(json: JsonObject): string;
}

const say = (phase: Phase, summary: string): Type => ({ phase, summary: () => summary });

const objectsIn = (json: JsonObject): string => {
  const objects = arrayAt(json, 'objects');
  return objects ? plural(objects.length, 'object', 'objects') : 'objects';
};

const TYPES: Readonly<Record<string, Type>> = {
  auth: say('register', 'shows an identity'),
  challenge: { phase: 'register', summary: (json) => `challenge${withAlgorithm(json)}` },
  response: say('register', 'proves the identity'),
  auth_success: say('register', 'authenticated'),
  pair_request: say('pairing', 'redeems an invitation'),
  pair_challenge: say('pairing', 'challenge of the inviter'),
  pair_proof: say('pairing', 'proves the invitation'),
  pair_success: {
    phase: 'pairing',
    summary: (json) => `paired${stringAt(json, 'trust_level') ? `, trust ${stringAt(json, 'trust_level')}` : ''}`,
  },
  sync_request: { phase: 'sync', summary: (json) => `asks for changes${since(json)}` },
  sync_data: { phase: 'sync', summary: objectsIn },
  sync_ack: say('sync', 'received'),
  sync_complete: {
    phase: 'sync',
    summary: (json) => `complete, ${numberAt(json, 'total_objects') ?? stringAt(json, 'total_objects') ?? '?'} objects`,
  },
  heartbeat: say('keepalive', 'asks for a sign of life'),
  heartbeat_ack: say('keepalive', 'is alive'),
};

function withAlgorithm(json: JsonObject): string {
  const algorithm = stringAt(json, 'algorithm');
  return algorithm === undefined ? '' : `, ${algorithm}`;
}

function since(json: JsonObject): string {
  const last = stringAt(json, 'last_sync') ?? numberAt(json, 'last_sync');
  return last === undefined ? '' : ` since ${last}`;
}
