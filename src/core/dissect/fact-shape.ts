import type { Json } from '../trace/records.ts';
import type { Fact, FactKind } from './facts.ts';
import { asObject, type JsonObject } from './json/members.ts';

type Shape = Readonly<Record<string, 'string' | 'number' | 'boolean' | 'string?' | 'number?' | 'boolean?'>>;

const ID = { id: 'number' } as const;
const KEY = { publicKey: 'string?' } as const;

/** The members of each fact. A recording may be forged: whoever reads facts from one must be able to rely on them. */
const SHAPES: Readonly<Record<FactKind, Shape>> = {
  register: KEY,
  'authentication-request': KEY,
  'authentication-response': {},
  'authentication-success': { pingInterval: 'number?', clientIp: 'string?', clientPort: 'number?' },
  ping: { plainText: 'boolean?' },
  pong: { plainText: 'boolean?' },
  handover: {},
  'communication-request': { source: 'string?', target: 'string?' },
  'communication-ready': {},
  'key-frame': { ordinal: 'number' },
  'counter-gap': { expected: 'number', counter: 'number', missing: 'number', known: 'number' },
  'tag-failed': { expected: 'number?', opened: 'boolean' },
  'text-while-encrypted': {},
  'no-key': {},
  keepalive: {},
  'fragmentation-start': { of: 'string' },
  fragment: { bytes: 'number' },
  'fragmentation-end': { bytes: 'number', pieces: 'number', incomplete: 'boolean?' },
  'fragmentation-violation': { why: 'string' },
  'fragmentation-empty-binary': {},
  group: { name: 'string' },
  sync: {},
  person: { email: 'string?', id: 'string' },
  keys: { owner: 'string?', publicKey: 'string?', publicSignKey: 'string?' },
  'person-challenge': { step: 'number' },
  'person-response': { step: 'number' },
  instance: { name: 'string?', owner: 'string', id: 'string' },
  'pairing-token': { length: 'number' },
  'pairing-identity': {
    email: 'string?',
    instanceName: 'string?',
    personKey: 'string?',
    instanceKey: 'string?',
    url: 'string?',
    person: 'string?',
  },
  'chum-start': {},
  'rpc-request': { ...ID, serviceId: 'number', service: 'string', hash: 'string?' },
  'rpc-answer': { ...ID, serviceId: 'number?', asked: 'number?', ms: 'number?', final: 'boolean', bytes: 'number' },
  'rpc-error': { ...ID, name: 'string?', code: 'string?', message: 'string?' },
  'protocol-version': { version: 'number' },
  roots: { ...ID, count: 'number', unversioned: 'number', versioned: 'number', versionNodes: 'number', ids: 'number' },
  children: { ...ID, count: 'number' },
  object: { type: 'string', hash: 'string', bytes: 'number', idObject: 'boolean?', verified: 'boolean?' },
  blob: { ...ID, bytes: 'number' },
  debug: { message: 'string', protocol: 'string?', count: 'number?' },
  gatt: { name: 'string', count: 'number?', success: 'boolean?' },
  seed: { type: 'string', success: 'boolean?', count: 'number?' },
  'refinio-api': { handler: 'string?', type: 'string?', success: 'boolean?' },
  'foreign-text': { why: 'string', value: 'string?' },
};

/** The facts among any JSON, each with its own members of the right type; others are left out. */
export function factsOf(json: Json | undefined): Fact[] {
  if (!Array.isArray(json)) return [];
  return json.slice(0, 64).flatMap((value) => {
    const fact = asObject(value);
    return fact && shapely(fact) ? [fact as unknown as Fact] : [];
  });
}

function shapely(fact: JsonObject): boolean {
  const kind = fact['kind'];
  if (typeof kind !== 'string' || !Object.hasOwn(SHAPES, kind)) return false;
  return Object.entries(SHAPES[kind as FactKind]).every(([name, type]) => {
    const value = fact[name];
    return value === undefined ? type.endsWith('?') : typeof value === type.replace('?', '');
  });
}
