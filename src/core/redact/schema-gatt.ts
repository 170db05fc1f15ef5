import type { Fields, MessageSchema, Rule } from './schema-rule.ts';

/** The words of a device, its names and credentials never leave, and no digest of what is so short that it could be guessed. */
const gatt = (layer: string, fields: Fields = {}): MessageSchema => ({ layer, digest: false, fields });

const INFORMATION: Fields = { text: 'size', payload: 'size' };
const lama = (fields: Fields = {}): MessageSchema => gatt('lama', { type: 'count', payload: 'size', ...fields });
const esp32 = (): MessageSchema =>
  gatt('esp32', {
    sender: 'size',
    recipient: 'size',
    sequence: 'count',
    type: 'count',
    timestamp: 'count',
    payload: 'size',
    signature: 'size',
  });

const DIALECT: Rule = /^LAMA_APP(?:_PERIPHERAL)?$/;
const VERSION: Rule = /^\d{1,3}(?:\.\d{1,3}){1,2}$/;
const ABILITY: Rule = /^(?:messaging|quicvc|credentials)$/;

/** Messages over GATT (PROTOCOL §11). */
export const GATT: Readonly<Record<string, MessageSchema>> = {
  'lama.handshake': lama({ type: [DIALECT, 'count'], version: VERSION, timestamp: 'count', 'capabilities.*': ABILITY }),
  'lama.text': lama({ text: 'size' }),
  'lama.binary': lama(),
  'lama.credential': lama({ timestamp: 'count' }),
  'lama.pairing-request': lama({ timestamp: 'count' }),
  'lama.pairing-response': lama({ timestamp: 'count', success: 'count' }),
  'lama.heartbeat': lama(),
  'lama.announce': lama(),
  'lama.quicvc-init': lama(),
  'lama.close': lama(),
  'lama.device-info': lama(),
  'lama.status': lama(),
  'lama.piece': lama({ piece: 'size' }),
  'esp32.discovery': esp32(),
  'esp32.key-exchange': esp32(),
  'esp32.certificate-sync': esp32(),
  'esp32.profile-sync': esp32(),
  'esp32.data': esp32(),
  'esp32.ack': esp32(),
  'device.instance-id': gatt('device', { 'instance-id': ['hash', 'size'] }),
  'device.did': gatt('device', { did: 'size' }),
  'device.name': gatt('device', { name: 'size' }),
  'device.command': gatt('device', { command: 'size' }),
  'device.notice': gatt('device', { notice: 'size' }),
  'wifi.ssid': gatt('wifi', { ssid: 'size' }),
  'wifi.password': gatt('wifi'),
  'wifi.status': gatt('wifi', { ...INFORMATION, connected: 'count' }),
  'wifi.device-info': gatt('wifi', INFORMATION),
  'wifi.control': gatt('wifi', { control: /^(?:CONNECT|SCAN|RESET_WIFI)$/ }),
  'wifi.network': gatt('wifi'),
  'wifi.credentials': gatt('wifi', { type: /^wifi_credentials$/, timestamp: 'count' }),
  'journal.request': gatt('journal', { service: 'count', type: /^sync_request$/, lastSyncTimestamp: 'count' }),
  'journal.response': gatt('journal', {
    service: 'count',
    type: /^(?:journal_)?sync_response$/,
    hasMore: 'count',
    nextTimestamp: 'count',
  }),
  'journal.ack': gatt('journal', { service: 'count', type: /^sync_ack$/, processedCount: 'count' }),
  'gatt.configuration': { layer: 'gatt', digest: true, fields: { configuration: /^0[0-3]00$/ } },
};
