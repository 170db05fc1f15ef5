import { CHUM, CHUM_FIELDS } from './schema-chum.ts';
import { COMM } from './schema-comm.ts';
import { GATT } from './schema-gatt.ts';
import { PEER } from './schema-peer.ts';
import type { Fields, MessageSchema, Schema } from './schema-rule.ts';
import { SEED } from './schema-seed.ts';

const NOTHING: Fields = {};
const marker: MessageSchema = { layer: 'fragmentation', digest: false, fields: NOTHING };

/** Everything that may leave of messages, by name. A new message is one entry; until it has one, nothing of it leaves. */
export const SCHEMA: Schema = new Map<string, MessageSchema>([
  ...Object.entries({ ...COMM, ...PEER, ...CHUM, ...SEED, ...GATT }),
  ['keepalive', { layer: 'keepalive', digest: false, fields: NOTHING }],
  ['fragmentation_start_string', marker],
  ['fragmentation_start_binary', marker],
  ['fragment', marker],
  // What the pieces were: nearly always CHUM, whose fields are the same for all of its messages.
  ['fragmentation_end', { layer: 'chum', digest: false, fields: CHUM_FIELDS }],
  ['encrypted', { digest: false, fields: NOTHING }],
  ['unknown', { digest: false, fields: NOTHING }],
]);

/** What the layers below a message tell: made by our own dissectors, from counters and sizes. */
export const OUTER_FIELDS: ReadonlyMap<string, Fields> = new Map([
  [
    'encryption',
    {
      flags: /^0x[0-9a-f]{2}$/,
      padding: 'count',
      tag: 'size',
      ciphertext: /^\d{1,12} B$/,
      payload: /^\d{1,12}–\d{1,12} B$/,
      counter: 'count',
    },
  ],
]);

/** Layers and what they are headed with, in the words of our dissectors. */
export const TITLES: ReadonlyMap<string, string> = new Map([
  ['comm-server', 'Comm server'],
  ['rendezvous', 'Rendezvous'],
  ['key-exchange', 'Key exchange'],
  ['encryption', 'Encryption'],
  ['keepalive', 'Keepalive'],
  ['fragmentation', 'Fragmentation'],
  ['identity', 'Identity'],
  ['pairing', 'Pairing'],
  ['chum', 'CHUM'],
  ['debug', 'Debug'],
  ['seed', 'Seed dialect'],
  ['lama', 'LAMA'],
  ['esp32', 'ESP32 peer'],
  ['device', 'Device discovery'],
  ['wifi', 'Wi-Fi provisioning'],
  ['journal', 'Journal'],
  ['gatt', 'GATT'],
  ['unknown', 'Unknown'],
]);
