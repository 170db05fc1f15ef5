import { SILENCE_MS } from '../../model/limits.ts';
import { lastOf, type MilestoneKind } from '../../model/milestones.ts';
import { silenceOf, type ConnectionView } from '../../model/view.ts';
import { count, duration, size, whole } from '../../report/words.ts';
import { closeEvidence, frames, type ConnectionRule, type Draft, type EndRule, type SessionRule } from '../rule.ts';

const MAX_EVIDENCE = 20;
const isGatt = ({ state }: ConnectionView): boolean => state.transport === 'bluetooth';

/** A GATT connection has no closing handshake: whoever did not end it here sees it vanish. */
export const endByLostDevice: EndRule = (view) => {
  const { state, ending, conn } = view;
  if (!isGatt(view) || !state.up || ending.cause !== 'close' || ending.by !== 'remote') return undefined;
  const { traffic } = state;
  return {
    code: 'peer.disappeared',
    severity: 'error',
    conn,
    t: ending.t,
    title: `The device behind ${conn} disconnected after ${duration(ending.t - state.opened.t)}`,
    explanation: `The browser reported that the device is gone; this page had not called disconnect(). The connection had carried ${whole(traffic.in.messages + traffic.out.messages)} values (${size(traffic.in.bytes + traffic.out.bytes)}). Bluetooth gives no reason.`,
    advice:
      'Look at the device at this time: power, a restart, distance. It does not come back by itself: the page has to connect again.',
    evidence: [...frames(view, traffic.in.last, traffic.out.last), ...closeEvidence(view)],
  };
};

/** connect() came to nothing. */
export const judgeDeviceReach: ConnectionRule = (view) => {
  const { state, ending, conn } = view;
  if (!isGatt(view) || state.up || state.late || !ending || ending.cause === 'page-gone') return [];
  const [error] = state.errors;
  return [
    {
      code: 'comm.unreachable',
      severity: 'error',
      conn,
      t: ending.t,
      title: `${conn} never reached its device: no connection after ${duration(ending.t - state.opened.t)}`,
      explanation: `connect() was refused${error ? `: ${error.message}` : '.'}`,
      advice:
        'See that the device is on, near, and not connected to something else; most take one connection at a time.',
      evidence: [state.opened.evidence, ...(error ? [error.evidence] : []), ending.evidence],
    },
  ];
};

/** Reads, writes and subscriptions that were refused on a connection that stood. */
export const judgeOperations: ConnectionRule = (view) => {
  const { state, conn } = view;
  if (!isGatt(view) || !state.up) return [];
  const refused = state.errors;
  const [first] = refused;
  if (!first) return [];
  return [
    {
      code: 'gatt.operation-failed',
      severity: 'warning',
      conn,
      t: first.t,
      title: `${count(refused.length, 'GATT operation')} failed on ${conn}`,
      explanation: `The first: ${first.message}`,
      advice:
        'The message names the operation and its characteristic: compare it with what the device offers, and with the rights of this page.',
      ...(refused.length > 1 ? { count: refused.length } : {}),
      evidence: refused.slice(0, MAX_EVIDENCE).map(({ evidence }) => evidence),
    },
  ];
};

/** The device answered to a pairing that it will not have it. */
export const judgeDevicePairing: ConnectionRule = (view) => {
  const refusal = last(view, 'gatt:lama.pairing-response:refused');
  // Another try may have come to a better end.
  if (!isGatt(view) || !refusal || last(view, 'gatt:lama.pairing-response')?.seq !== refusal.seq) return [];
  const { conn } = view;
  return [
    {
      code: 'pairing.refused',
      severity: 'error',
      conn,
      t: refusal.t,
      title: `The device behind ${conn} refused to be paired`,
      explanation: 'It answered to the pairing request with success: false. PIN and answer are masked here.',
      advice: 'Compare the PIN with the one that the device shows; it may also be paired with somebody else already.',
      evidence: frames(view, last(view, 'gatt:lama.pairing-request'), refusal),
    },
  ];
};

/** A device was given a network and told to join it, and the last that it said is that it has none. */
export const judgeWifi: ConnectionRule = (view) => {
  const { conn, ending } = view;
  const network = last(view, 'gatt:wifi.ssid');
  const told = last(view, 'gatt:wifi.control');
  const status = last(view, 'gatt:wifi.status:refused');
  if (!isGatt(view) || !network || !told || !status || status.seq < told.seq) return [];
  if (last(view, 'gatt:wifi.status')?.seq !== status.seq) return [];
  // It may still be joining.
  if (!ending && silenceOf(view) < SILENCE_MS) return [];
  return [
    {
      code: 'gatt.wifi-not-joined',
      severity: 'warning',
      conn,
      t: status.t,
      title: `The device behind ${conn} did not join the Wi-Fi network`,
      explanation: 'It was given a network and a command, and its last status says that it is not connected.',
      advice:
        'Compare name and password of the network (masked here), and see that the device can reach it: most take 2.4 GHz only.',
      evidence: frames(view, network, last(view, 'gatt:wifi.password'), told, status),
    },
  ];
};

const last = ({ state }: ConnectionView, kind: MilestoneKind) => lastOf(state.said, kind);

const ASKED = /^requestDevice: /;
/** The page did something that browsers forbid; anything else is that no device came of it. */
const FORBIDDEN = /SecurityError|NotAllowedError/;

/** A page asked for a device of ONE's and got none. */
export const judgeDeviceRequests: SessionRule = (_views, { errors }) => {
  const refused = errors.filter(({ message }) => ASKED.test(message));
  const blocked = refused.filter(({ message }) => FORBIDDEN.test(message));
  const empty = refused.filter((error) => !blocked.includes(error));
  return [...draft('comm.blocked', blocked), ...draft('bluetooth.no-device', empty)];
};

function draft(code: 'comm.blocked' | 'bluetooth.no-device', refused: readonly Refusal[]): Draft[] {
  const [first] = refused;
  if (!first) return [];
  const times = count(refused.length, 'time');
  const isBlocked = code === 'comm.blocked';
  return [
    {
      code,
      severity: isBlocked ? 'error' : 'warning',
      t: first.t,
      title: isBlocked
        ? `The browser did not let the page ask for a Bluetooth device (${times})`
        : `The page asked for a Bluetooth device and got none (${times})`,
      explanation: first.message,
      advice: isBlocked
        ? 'requestDevice() needs a gesture of the user, a page over https, and a permissions policy that allows bluetooth.'
        : 'The chooser was closed, Bluetooth is off, or no device near advertises the service that was asked for.',
      ...(refused.length > 1 ? { count: refused.length } : {}),
      evidence: refused.slice(0, MAX_EVIDENCE).map(({ evidence }) => evidence),
    },
  ];
}

type Refusal = Parameters<SessionRule>[1]['errors'][number];
