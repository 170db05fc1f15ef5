import fc from 'fast-check';
import type { Context } from '../../../src/core/dissect/reading.ts';
import { CONFIGURATION, DISCOVERY, LAMA, WIFI } from '../../lab/bluetooth/uuids.ts';
import { loadExpected } from './captures.ts';

const H = 'ab'.repeat(32);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** One real message of each kind, so that mutations start close to what dissectors know. */
const TEMPLATES = [
  `{"command":"register","publicKey":"${H}"}`,
  `{"command":"authentication_request","publicKey":"${H}","challenge":"${'cd'.repeat(104)}"}`,
  '{"command":"authentication_success","pingInterval":25000,"clientIp":"::1","clientPort":1}',
  `{"command":"communication_request","sourcePublicKey":"${H}","targetPublicKey":"${H}"}`,
  '{"command":"communication_ready"}',
  '{"command":"connection_handover"}',
  '{"command":"authentication_token","token":"abc"}',
  '{"command":"identity","obj":{"type":"public","personEmail":"a@b","instanceName":"i","url":"ws://x"}}',
  '{"type":"start_protocol","protocol":"getData","version":"1.0"}',
  '{"type":"accessible_objects","objects":[{"type":"id","idHash":"x"}]}',
  '{"type":"data","data":"text"}',
  '{"type":"pair_proof","proof":"p","identity_proof":"i"}',
  '{"type":"sync_data","objects":[1,2],"checksum":"c"}',
  '{"id":"req-1","handler":"h","method":"m","params":{}}',
  '{"requestId":4,"type":"request","serviceId":8,"args":["x","utf8"]}',
  '{"responseId":4,"type":"stream","chunk":"abc","encoding":"utf8"}',
  '{"responseId":4,"type":"error","error":{"name":"E","message":"m","code":"C"}}',
  '{"type":"LAMA_APP","version":"1.0.0","capabilities":["messaging"],"timestamp":1}',
  '\u0001{"type":"LAMA_APP","version":"1.0.0","timestamp":1}',
  '\u0004{"type":"credential","credential":{"proof":"p"}}',
  '\u0002a text',
  '{"sender":"a","recipient":"b","sequence":1,"type":4,"timestamp":1,"payload":"AAAA"}',
  '\u0005{"type":"sync_request","deviceId":"d","lastSyncTimestamp":1,"requestId":"r"}',
  '{"type":"wifi_credentials","ssid":"s","password":"p","timestamp":1}',
  '{"staticIP":"10.0.0.2","gateway":"10.0.0.1"}',
  'CONNECT',
  'synchronisation',
  'keepalive',
  'fragmentation_start_string',
  'fragmentation_start_binary',
  'fragmentation_end',
  'ping',
];

const REAL = loadExpected('happy-browser-dials').flatMap(({ text }) => (text === undefined ? [] : [text]));

const TRICKY = [
  '"',
  '\\',
  '{',
  '[',
  ']',
  '}',
  ':',
  ',',
  '\u0000',
  '😀',
  '\ud800',
  '<',
  '>',
  '&lt;',
  '1e999',
  '-0',
  '__proto__',
  '$__undefined$',
];

/** A message that was changed in a few places: characters inserted, stretches removed or doubled, numbers blown up. */
const mutated = fc
  .tuple(
    fc.constantFrom(...TEMPLATES, ...REAL),
    fc.array(
      fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom('insert', 'remove', 'double', 'cut'), fc.constantFrom(...TRICKY)),
      {
        maxLength: 4,
      },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((now, [at, length, how, extra]) => edit(now, at % (now.length + 1), length, how, extra), text),
  );

function edit(text: string, at: number, length: number, how: string, extra: string): string {
  const [before, after] = [text.slice(0, at), text.slice(at)];
  if (how === 'insert') return before + extra + after;
  if (how === 'remove') return before + after.slice(length);
  return how === 'double' ? before + after.slice(0, length) + after : before;
}

export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: mutated },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
);

export const anyBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.uint8Array({ minLength: 72, maxLength: 72 }),
  fc.uint8Array({ minLength: 104, maxLength: 104 }),
  fc.tuple(fc.double(), fc.uint8Array({ maxLength: 40 })).map(([id, rest]) => {
    const chunk = new Uint8Array(8 + rest.length);
    new DataView(chunk.buffer).setFloat64(0, id, true);
    chunk.set(rest, 8);
    return chunk;
  }),
);

/** Where a value over GATT can belong, known or not, with something begun before it or nothing. */
const anyGatt: fc.Arbitrary<Context['gatt']> = fc.option(
  fc.record({
    channel: fc.constantFrom(
      ...[LAMA, WIFI, DISCOVERY].flatMap((of) => Object.values<string>(of)),
      `x/${CONFIGURATION}`,
    ),
    op: fc.constantFrom('read', 'write', 'notify', undefined),
    before: fc.option(fc.oneof(fc.constantFrom('{', '\u0001{"type":"LAMA_APP",').map(encode), fc.uint8Array()), {
      nil: undefined,
    }),
  }),
  { nil: undefined },
);

export const anyContext: fc.Arbitrary<Context> = fc
  .record({
    dir: fc.constantFrom('in' as const, 'out' as const),
    t: fc.double(),
    place: fc.constantFrom('clear' as const, 'key-frame' as const, 'sealed' as const),
    role: fc.constantFrom('initiator' as const, 'acceptor' as const, 'unknown' as const),
    binary: fc.constantFrom('person-challenge' as const, 'person-response' as const, 'chum.chunk' as const, undefined),
    ordinal: fc.integer({ min: 0, max: 9 }),
    group: fc.constantFrom('chum', 'debug', undefined),
    isOne: fc.boolean(),
    gatt: anyGatt,
  })
  .chain(({ gatt, ...rest }) =>
    fc
      .option(
        fc.record({ seq: fc.nat(), t: fc.double(), serviceId: fc.integer({ min: -1, max: 12 }), hash: fc.constant(H) }),
        {
          nil: undefined,
        },
      )
      .map((asked) => ({ ...rest, ...(gatt ? { gatt } : {}), asked: () => asked })),
  );
