import { expect, it } from 'vitest';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { LAMA, WIFI } from '../../lab/bluetooth/uuids.ts';
import { gattSession, type GattSession } from '../dissect/gatt-session.ts';
import { modelOf } from '../report/read-recording.ts';

const OPEN: TraceRecord = { kind: 'state', conn: 'ble1', t: 1000.5, state: 'open' };
const END_T = 2000;
const CLOSE: TraceRecord = { kind: 'close', conn: 'ble1', t: END_T, code: 1006, reason: '', clean: false };
const LEFT: TraceRecord[] = [
  { kind: 'call', conn: 'ble1', t: END_T, method: 'disconnect' },
  { ...CLOSE, code: 1000, clean: true },
];

const find = (session: GattSession, ...after: TraceRecord[]) => {
  const [open, ...values] = session.records as [TraceRecord, ...TraceRecord[]];
  return modelOf([open, OPEN, ...values, ...after]).findings();
};
const codes = (session: GattSession, ...after: TraceRecord[]): string[] =>
  find(session, ...after)
    .filter(({ severity }) => severity !== 'info')
    .map(({ code }) => code);

const answer = (success: boolean): string => JSON.stringify({ type: 'pairing_response', success });
const status = (connected: boolean): string => JSON.stringify({ connected, ip: '' });
const asks = (session = gattSession()): GattSession => session.value(LAMA.pairingRequest, '{"pin":"271828"}');

it('a device that refuses a pairing is told with the request and its answer, and without the PIN', () => {
  const findings = find(asks().value(LAMA.pairingResponse, answer(false), 'in'), ...LEFT);
  expect(findings).toMatchObject([
    {
      code: 'pairing.refused',
      severity: 'error',
      evidence: [
        { conn: 'ble1', seq: 0 },
        { conn: 'ble1', seq: 1 },
      ],
    },
  ]);
  expect(JSON.stringify(findings)).not.toContain('271828');
});

it('a pairing that was refused and then taken is none that failed', () => {
  const first = asks().value(LAMA.pairingResponse, answer(false), 'in');
  expect(codes(asks(first).value(LAMA.pairingResponse, answer(true), 'in'), ...LEFT)).toEqual([]);
});

it('a device that was told to join a network is given its time', () => {
  const joining = (): GattSession =>
    gattSession().value(WIFI.ssid, 'home').value(WIFI.control, 'CONNECT').value(WIFI.status, status(false), 'in');
  expect(codes(joining())).toEqual([]);
  expect(codes(joining(), { kind: 'note', t: 9000, text: 'later' })).toEqual(['gatt.wifi-not-joined']);
  expect(codes(joining(), ...LEFT)).toEqual(['gatt.wifi-not-joined']);
  expect(codes(joining().value(WIFI.status, status(true), 'in'), ...LEFT)).toEqual([]);
});

it('a device that is in no network before it was given one is well', () => {
  expect(codes(gattSession().value(WIFI.control, 'SCAN').value(WIFI.status, status(false), 'in'), ...LEFT)).toEqual([]);
});

it('a device that goes is told with the last values both ways; one that the page leaves is not told', () => {
  const session = (): GattSession => gattSession().value(LAMA.messageRx, [7]).value(LAMA.messageTx, [7], 'in');
  expect(find(session(), CLOSE)).toMatchObject([
    {
      code: 'peer.disappeared',
      title: expect.stringContaining('The device behind ble1') as string,
      evidence: [{ seq: 1 }, { seq: 0 }, { record: 'close' }],
    },
  ]);
  expect(codes(session(), ...LEFT)).toEqual([]);
});

it('refused operations are one finding with their number, and the first of them in words', () => {
  const error = (t: number, message: string): TraceRecord => ({ kind: 'error', conn: 'ble1', t, message });
  const [first] = find(gattSession(), error(1100, 'readValue a: NetworkError: x'), error(1101, 'b'), ...LEFT);
  expect(first).toMatchObject({ code: 'gatt.operation-failed', count: 2, evidence: [{}, {}] });
  expect(first?.explanation).toContain('readValue a: NetworkError: x');
});

it('what the browser forbids is told apart from a chooser that gave no device', () => {
  const asked = (t: number, name: string): TraceRecord => ({ kind: 'error', t, message: `requestDevice: ${name}: no` });
  const findings = modelOf([
    asked(1, 'SecurityError'),
    asked(2, 'NotFoundError'),
    asked(3, 'NotFoundError'),
  ]).findings();
  expect(findings.map(({ code, severity, count }) => [code, severity, count])).toEqual([
    ['comm.blocked', 'error', undefined],
    ['bluetooth.no-device', 'warning', 2],
  ]);
});
