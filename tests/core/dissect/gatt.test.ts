import { describe, expect, test } from 'vitest';
import type { Dissection, Field } from '../../../src/core/dissect/dissection.ts';
import { CONFIGURATION, DISCOVERY, LAMA, WIFI } from '../../lab/bluetooth/uuids.ts';
import { lamaMessage, typed, valueOn } from './gatt-session.ts';

const fieldsOf = (fields: readonly Field[]): Field[] =>
  fields.flatMap((field) => [field, ...fieldsOf(field.children ?? [])]);
const own = ({ tree }: Dissection): Field[] => fieldsOf(tree.at(-1)?.fields ?? []);
const secrets = (dissection: Dissection): string[] =>
  own(dissection)
    .filter(({ secret }) => secret)
    .map(({ name }) => name);

describe('the LAMA service', () => {
  test('the central says what it is', () => {
    const hello = { type: 'LAMA_APP', version: '1.0.0', capabilities: ['messaging', 'quicvc'], timestamp: 5 };
    expect(lamaMessage(typed(1, JSON.stringify(hello)))).toMatchObject({
      name: 'lama.handshake',
      layers: ['lama'],
      phase: 'discovery',
      summary: 'LAMA_APP 1.0.0: messaging, quicvc',
      facts: [{ kind: 'gatt', name: 'lama.handshake' }],
    });
  });

  test('the peripheral says it without a type byte', () => {
    const hello = '{"type":"LAMA_APP_PERIPHERAL","version":"1.0.0","timestamp":1795000000}';
    const seen = valueOn(LAMA.messageTx, hello, 'in', 'notify');
    expect(seen).toMatchObject({ name: 'lama.handshake', summary: 'LAMA_APP_PERIPHERAL 1.0.0' });
    expect(own(seen).map(({ name }) => name)).toEqual(['type', 'version', 'timestamp']);
  });

  test.each([
    [2, 'lama.text', 'data'],
    [3, 'lama.binary', 'data'],
    [5, 'lama.pairing-request', 'pairing'],
    [6, 'lama.pairing-response', 'pairing'],
    [7, 'lama.heartbeat', 'keepalive'],
    [8, 'lama.announce', 'discovery'],
    [9, 'lama.quicvc-init', 'encryption'],
    [10, 'lama.close', 'data'],
  ])('type %i is %s', (type, name, phase) => {
    expect(lamaMessage(typed(type, 'payload'))).toMatchObject({ name, phase, layers: ['lama'] });
  });

  test('every field points at its bytes', () => {
    const seen = lamaMessage(typed(2, 'grüße'));
    expect(own(seen)).toMatchObject([
      { name: 'type', value: 2, note: 'TEXT_MESSAGE', range: [0, 1] },
      { name: 'text', value: 'grüße', range: [1, 8] },
    ]);
  });

  test('credentials and pairing are secret but for what they call themselves', () => {
    const credential = lamaMessage(typed(4, '{"type":"x","credential":{"proof":"p"},"timestamp":5}'));
    expect(credential.name).toBe('lama.credential');
    expect(secrets(credential)).toEqual(['credential', 'proof']);
    expect(secrets(valueOn(LAMA.pairingRequest, '{"type":"pairing_request","pin":"271828"}'))).toEqual(['pin']);
    expect(secrets(valueOn(LAMA.pairingResponse, 'tokentoken', 'in'))).toEqual(['payload']);
    expect(secrets(lamaMessage(typed(5, [1, 2, 255])))).toEqual(['payload']);
  });

  test.each([
    ['a type that nobody defined', [11, 1, 2]],
    ['a handshake that is no JSON', typed(1, 'hello')],
    ['a text that is no UTF-8', [2, 0xff, 0xfe]],
    ['nothing', []],
    ['JSON that nobody defined', '{"type":"coffee"}'],
  ])('%s is unknown', (_, value) => {
    expect(lamaMessage(value)).toMatchObject({ name: 'unknown', layers: [] });
  });

  test('the same bytes on a characteristic of others are unknown', () => {
    expect(valueOn('00002a37-0000-1000-8000-00805f9b34fb', typed(2, 'hello')).name).toBe('unknown');
  });

  test('the characteristic, the operation and its latency stand on top', () => {
    expect(lamaMessage(typed(7)).tree[0]).toMatchObject({
      title: 'Bluetooth',
      fields: [
        { name: 'characteristic', value: LAMA.messageRx, note: 'MESSAGE_RX' },
        { name: 'operation', value: 'write' },
        { name: 'latency', value: '3.0 ms' },
      ],
    });
  });
});

describe('an ESP32 as peer', () => {
  test.each(['discovery', 'key-exchange', 'certificate-sync', 'profile-sync', 'data', 'ack'])('type %#', (word) => {
    const type = ['discovery', 'key-exchange', 'certificate-sync', 'profile-sync', 'data', 'ack'].indexOf(word);
    const json = { sender: 'a', recipient: 'b', sequence: 7, type, timestamp: 1, payload: 'AAAA', signature: 'sig' };
    const seen = valueOn(LAMA.messageTx, JSON.stringify(json));
    expect(seen).toMatchObject({ name: `esp32.${word}`, layers: ['esp32'] });
    expect(seen.summary).toContain('#7');
  });

  test('a type beyond the known ones is unknown', () => {
    const json = '{"sender":"a","recipient":"b","sequence":7,"type":6,"payload":""}';
    expect(valueOn(LAMA.messageTx, json).name).toBe('unknown');
  });
});

describe('Wi-Fi provisioning', () => {
  test('the password is secret, whatever its bytes', () => {
    expect(secrets(valueOn(WIFI.password, 'correct horse battery'))).toEqual(['password']);
    expect(secrets(valueOn(WIFI.password, [0xff, 1, 2]))).toEqual(['password']);
    expect(valueOn(WIFI.password, 'correct horse battery').summary).toBe('the password of the network');
  });

  test('all credentials in one message', () => {
    const json = '{"type":"wifi_credentials","ssid":"home","password":"correct horse","timestamp":1}';
    const seen = valueOn('12345678-1234-1234-1234-123456789abd', json);
    expect(seen.name).toBe('wifi.credentials');
    expect(secrets(seen)).toEqual(['password']);
  });

  test.each([
    [WIFI.ssid, 'home', 'wifi.ssid'],
    [WIFI.control, 'CONNECT', 'wifi.control'],
    [WIFI.control, 'SCAN', 'wifi.control'],
    [WIFI.control, '{"staticIP":"10.0.0.2","gateway":"10.0.0.1"}', 'wifi.network'],
    [WIFI.control, 'EXPLODE', 'unknown'],
    [WIFI.status, '{"connected":true}', 'wifi.status'],
    [WIFI.status, 'fine', 'unknown'],
    [WIFI.deviceInfo, '{"chip":"ESP32"}', 'wifi.device-info'],
  ])('%s with %s is %s', (channel, value, name) => {
    expect(valueOn(channel, value).name).toBe(name);
  });
});

test.each([
  [DISCOVERY.instanceId, '5b'.repeat(32), 'device.instance-id'],
  [DISCOVERY.did, 'did:one:x', 'device.did'],
  [DISCOVERY.name, 'Lab device', 'device.name'],
  [DISCOVERY.command, 'identify', 'device.command'],
  [DISCOVERY.notify, 'Received: identify', 'device.notice'],
])('the discovery service: %s', (channel, value, name) => {
  expect(valueOn(channel, value, 'in')).toMatchObject({ name, layers: ['device'] });
});

test.each([
  ['{"type":"sync_request","deviceId":"d","lastSyncTimestamp":5,"requestId":"r"}', 'journal.request'],
  ['{"type":"sync_response","requestId":"r","entries":[{"id":"1"}],"hasMore":true}', 'journal.response'],
  ['{"type":"journal_sync_response","requestId":"r","entries":[]}', 'journal.response'],
  ['{"type":"sync_ack","requestId":"r","processedCount":1,"lastProcessedId":"1"}', 'journal.ack'],
])('the journal, with its service byte and without: %s', (json, name) => {
  expect(lamaMessage(typed(5, json))).toMatchObject({ name, layers: ['journal'], phase: 'sync' });
  expect(lamaMessage(json)).toMatchObject({ name });
});

test.each([
  [[0, 0], 'off'],
  [[1, 0], 'notifications'],
  [[2, 0], 'indications'],
])('a subscription on the wire: %j', (value, word) => {
  const seen = valueOn(`${LAMA.messageTx}/${CONFIGURATION}`, value, 'in', 'descriptor-read');
  expect(seen).toMatchObject({ name: 'gatt.configuration', summary: `MESSAGE_TX: ${word}` });
});
