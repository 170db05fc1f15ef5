import type { Fields, MessageSchema, Rule } from './schema-rule.ts';

const seed = (type: string, digest: boolean, fields: Fields = {}): [string, MessageSchema] => [
  type,
  { layer: 'seed', digest, fields: { type: new RegExp(`^${type}$`), ...fields } },
];

const INSTANT: Rule = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/;
const TIME: readonly Rule[] = ['count', INSTANT];

/**
 * The dialect of the seed document. Its members are known from that page only, so that next to nothing of it leaves; and it is not encrypted, so
 * that the digest of what could be guessed (an identity, an invitation, objects) does not leave either.
 */
export const SEED: Readonly<Record<string, MessageSchema>> = Object.fromEntries([
  seed('auth', false, { identity: 'size', timestamp: TIME }),
  seed('challenge', true, { nonce: 'size', algorithm: /^(?:sha-?256|sha-?512|ed25519)$/i }),
  seed('response', true, { proof: 'size', signature: 'size' }),
  seed('auth_success', true, { session: 'size', capabilities: 'size' }),
  seed('pair_request', false, { invite: 'size', public_key: 'hash' }),
  seed('pair_challenge', true, { challenge: 'size', requirements: 'size' }),
  seed('pair_proof', true, { proof: 'size', identity_proof: 'size' }),
  seed('pair_success', true, { connection_id: 'size', trust_level: /^(?:full|limited|none)$/ }),
  seed('sync_request', true, { last_sync: TIME, objects: /^(?:all|none)$/ }),
  seed('sync_data', false, { checksum: 'size', 'objects.*': 'size' }),
  seed('sync_ack', true, { received: 'count', next_batch: [/^(?:yes|no)$/, 'count'] }),
  seed('sync_complete', true, { total_objects: 'count', status: /^(?:complete|partial)$/ }),
  seed('heartbeat', true),
  seed('heartbeat_ack', true),
]);

/** What a message of the dialect may call itself in a fact. */
export const SEED_TYPES: ReadonlySet<string> = new Set([...Object.keys(SEED), 'auth_failure', 'auth_failed', 'error']);
