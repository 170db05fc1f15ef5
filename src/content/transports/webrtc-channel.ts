import { cleanUrl } from '../../core/trace/clean-url.ts';
import type { Connection } from '../connections.ts';
import { errorText } from '../error-text.ts';
import { json } from '../json.ts';
import { writeData } from '../payload/message-data.ts';
import { messageData, monotonic } from '../natives.ts';
import { observeTrusted } from '../observed.ts';
import type { Realm } from './transport.ts';
import { forget, type Channel, type Peer } from './webrtc-peer.ts';
import { reader, textOr } from './webrtc-read.ts';

const labelOf = reader('RTCDataChannel', 'label');
const protocolOf = reader('RTCDataChannel', 'protocol');
const idOf = reader('RTCDataChannel', 'id');
const isNegotiated = reader('RTCDataChannel', 'negotiated');
const isOrdered = reader('RTCDataChannel', 'ordered');
const retransmits = reader('RTCDataChannel', 'maxRetransmits');
const lifeTime = reader('RTCDataChannel', 'maxPacketLifeTime');
export const stateOf = reader('RTCDataChannel', 'readyState');
const errorOf = reader('RTCErrorEvent', 'error');
const errorDetail = reader('RTCError', 'errorDetail');
const causeOf = reader('RTCError', 'sctpCauseCode');

/** SCTP "user initiated abort": the other side has closed its RTCPeerConnection. */
const ABORT = 12;
const LONGEST_LABEL = 128;

/** How it came about: made by the page, opened by the other side, or there before the hook. */
export type Origin = 'created' | 'received' | 'late';

/** @throws TypeError where the object is no data channel */
export function takeChannel(
  object: RTCDataChannel,
  realm: Realm,
  t: number,
  origin: Origin,
  peer?: Peer,
  onOpen?: () => void,
): Connection {
  const known = realm.recall(object);
  if (known !== undefined) return known;
  const label = firstChars(cleanUrl(textOr(labelOf(object))));
  const protocol = firstChars(textOr(protocolOf(object)));
  const members = {
    transport: 'webrtc' as const,
    url: `webrtc:${label}`,
    label,
    ...(protocol === '' ? {} : { protocols: [protocol] }),
    ...(peer === undefined ? {} : { peer: peer.name }),
  };
  const connection = realm.connect({ members, t, late: origin === 'late' });
  realm.remember(object, connection);
  const channel = follow(object, connection, realm, peer, onOpen);
  const state = origin === 'late' ? textOr(stateOf(object)) : 'connecting';
  connection.record('state', json({ state, detail: `${origin === 'late' ? '' : `${origin}, `}${terms(object)}` }), t);
  peer?.add(channel);
  return connection;
}

/** A data channel closes without code or text: 1000 stands for an orderly end, 1001 for a peer that has gone, 1006 for a broken transport. */
function follow(
  object: RTCDataChannel,
  connection: Connection,
  realm: Realm,
  peer: Peer | undefined,
  onOpen: (() => void) | undefined,
): Channel {
  let isOver = false;
  let code = 1000;
  const channel: Channel = {
    object,
    connection,
    last: { 'candidate-pair': '', 'rtc-stats': '', buffered: '{"bufferedAmount":0}' },
    end(code, clean) {
      if (isOver) return;
      isOver = true;
      connection.record('close', json({ code, reason: '', clean }), monotonic());
      connection.end();
      if (peer) forget(peer, channel);
    },
  };
  const on = observeTrusted(object, realm);
  on('message', (event) => writeData(connection, 'in', messageData(event as MessageEvent), realm));
  on('open', () => {
    connection.record('state', json({ state: 'open', detail: terms(object) }), monotonic());
    peer?.tell();
    onOpen?.();
  });
  on('closing', () => isOver || connection.record('state', json({ state: 'closing' }), monotonic()));
  on('error', (event) => {
    const error = errorOf(event);
    const isError = typeof error === 'object' && error !== null;
    code = isError && causeOf(error) === ABORT ? 1001 : 1006;
    const message = isError ? `${textOr(errorDetail(error))}: ${errorText(error)}` : 'the data channel failed';
    connection.record('error', json({ message }), monotonic());
  });
  on('close', () => channel.end(code, code === 1000));
  return channel;
}

/** What the two sides have agreed on: `id 1, unordered, at most 3 retransmissions`. */
function terms(channel: object): string {
  const id = idOf(channel);
  const times = retransmits(channel);
  const ms = lifeTime(channel);
  return `${typeof id === 'number' ? `id ${id}, ` : ''}${isNegotiated(channel) === true ? 'negotiated, ' : ''}${
    isOrdered(channel) === false ? 'unordered' : 'ordered'
  }, ${
    typeof times === 'number'
      ? `at most ${times} retransmissions`
      : typeof ms === 'number'
        ? `at most ${ms} ms`
        : 'reliable'
  }`;
}

function firstChars(text: string): string {
  if (text.length <= LONGEST_LABEL) return text;
  let out = '';
  for (let at = 0; at < LONGEST_LABEL; at += 1) out += text[at] as string;
  return `${out}…`;
}
