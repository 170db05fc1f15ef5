import { expect, it } from 'vitest';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { CONFIGURATION, DISCOVERY, LAMA, WIFI } from '../../lab/bluetooth/uuids.ts';
import { dissectionsOf, gattSession, typed } from '../dissect/gatt-session.ts';
import { leaksIn, secretText } from './leaks.ts';
import { LEVELS, redactAll, redactedFile } from './redact-all.ts';
import { expectSameConclusions } from './same-conclusions.ts';

/** One word that is in every text, and what of the session must not leave besides. */
const SECRET = 'correct-horse-battery';
const s = (more: object): string => JSON.stringify({ x: SECRET, [SECRET]: SECRET, ...more });
const peer = (type: number): string =>
  JSON.stringify({
    sender: SECRET,
    recipient: SECRET,
    sequence: 1,
    type,
    timestamp: 1,
    payload: SECRET,
    signature: SECRET,
  });

/** Every message over GATT that there is. */
function everything() {
  const session = gattSession();
  const { messageRx: rx } = LAMA;
  session.value(`${LAMA.messageTx}/${CONFIGURATION}`, [1, 0], 'in', 'descriptor-read');
  session.value(
    rx,
    typed(1, s({ type: 'LAMA_APP', version: '1.0.0', capabilities: ['messaging', SECRET], timestamp: 1 })),
  );
  session.value(rx, s({ type: `LAMA_APP_${SECRET}` }), 'in', 'notify');
  for (const type of [2, 3, 5, 6, 7, 8, 9, 10]) session.value(rx, typed(type, SECRET));
  session.value(rx, typed(4, s({ type: SECRET, credential: { proof: SECRET } })));
  const long = typed(1, s({ type: 'LAMA_APP' }));
  session.value(rx, long.subarray(0, 40)).value(rx, long.subarray(40));
  session.value(LAMA.deviceInfo, s({ type: SECRET }), 'in').value(LAMA.connectionStatus, SECRET, 'in');
  session.value(LAMA.pairingRequest, s({ pin: SECRET })).value(LAMA.pairingResponse, s({ success: true }), 'in');
  for (const type of [0, 1, 2, 3, 4, 5]) session.value(rx, peer(type));
  for (const channel of [DISCOVERY.instanceId, DISCOVERY.did, DISCOVERY.name]) session.value(channel, SECRET, 'in');
  session.value(DISCOVERY.command, SECRET).value(DISCOVERY.notify, `Received: ${SECRET}`, 'in');
  session.value(WIFI.ssid, SECRET).value(WIFI.password, SECRET);
  session.value(WIFI.control, 'CONNECT').value(WIFI.control, s({ staticIP: SECRET, gateway: SECRET }));
  session.value(WIFI.status, s({ connected: true, ip: SECRET }), 'in').value(WIFI.deviceInfo, s({ mac: SECRET }), 'in');
  session.value(rx, s({ type: 'wifi_credentials', ssid: SECRET, password: SECRET, timestamp: 1 }));
  const id = { requestId: SECRET, deviceId: SECRET };
  session.value(rx, typed(5, s({ type: 'sync_request', lastSyncTimestamp: 1, ...id })));
  session.value(rx, typed(5, s({ type: 'sync_response', entries: [{ id: SECRET }], hasMore: true, ...id })), 'in');
  session.value(rx, typed(5, s({ type: 'sync_ack', processedCount: 1, lastProcessedId: SECRET, ...id })));
  session.value(SECRET, SECRET).value(rx, s({ type: SECRET }));
  return session;
}

const AROUND: TraceRecord[] = [
  { kind: 'state', conn: 'ble1', t: 2000, state: 'discovered', detail: `service ${LAMA.service}` },
  { kind: 'state', conn: 'ble1', t: 2001, state: 'discovered', detail: `service ${SECRET}` },
  { kind: 'error', conn: 'ble1', t: 2002, message: `readValue ${LAMA.messageTx}: NetworkError: ${SECRET}` },
  { kind: 'error', t: 2003, message: `requestDevice: NotFoundError: ${SECRET}` },
  { kind: 'error', t: 2004, message: `requestDevice: SecurityError: ${SECRET}` },
  { kind: 'call', conn: 'ble1', t: 2005, method: 'disconnect' },
  { kind: 'close', conn: 'ble1', t: 2006, code: 1000, reason: '', clean: true },
];

function recording(): TraceRecord[] {
  const { records } = everything();
  const open = records[0] as TraceRecord & { kind: 'open' };
  const up: TraceRecord = { kind: 'state', conn: 'ble1', t: 1000.5, state: 'open' };
  return [
    { ...open, url: `bluetooth:${SECRET}`, label: SECRET, peer: `dev-${SECRET}` },
    up,
    ...records.slice(1),
    ...AROUND,
  ];
}

it('the session holds every message that the schema knows', async () => {
  const { GATT } = await import('../../../src/core/redact/schema-gatt.ts');
  const seen = new Set(dissectionsOf(everything()).map(({ name }) => name));
  expect(Object.keys(GATT).filter((name) => !seen.has(name))).toEqual([]);
});

it.each(LEVELS)('nothing of a session with a device leaves but its shape, exported as %s', (level) => {
  expect(leaksIn(redactedFile(recording(), { level }), [secretText('what was said', SECRET)])).toEqual([]);
});

it.each(LEVELS)('the redacted session leads to the same conclusions, exported as %s', (level) => {
  const full = recording();
  const redacted = redactAll(full, { level });
  expectSameConclusions(full, redacted);
  // What has left once may leave again.
  expectSameConclusions(full, redactAll(redacted, { level }));
});

it('a Wi-Fi password leaves no field and no digest', () => {
  const file = redactedFile(recording(), { level: 'fields' });
  const line = file.split('\n').find((one) => one.includes('"wifi.password"'));
  expect(line).toContain('1 value left out');
  expect(line).not.toContain('"digest"');
});
