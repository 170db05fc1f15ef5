import { getter } from '../../core/trace/captured.ts';
import type { Connection } from '../connections.ts';
import { json } from '../json.ts';
import { writeData } from '../payload/message-data.ts';
import { messageData, monotonic } from '../natives.ts';
import { observeTrusted } from '../observed.ts';
import type { Realm } from './transport.ts';

const closeCode = getter(CloseEvent.prototype, 'code');
const closeReason = getter(CloseEvent.prototype, 'reason');
const closeClean = getter(CloseEvent.prototype, 'wasClean');
const protocolOf = getter(WebSocket.prototype, 'protocol');
const extensionsOf = getter(WebSocket.prototype, 'extensions');

/** Registered before the page has the socket, and capturing: first in line, so that records lie in the order of the events. */
export function listenToSocket(socket: WebSocket, connection: Connection, realm: Realm): void {
  let wasOpen = false;
  const on = observeTrusted(socket, realm);
  on('message', (event) => writeData(connection, 'in', messageData(event as MessageEvent), realm));
  on('open', () => {
    wasOpen = true;
    connection.record('state', json({ state: 'open', detail: negotiated(socket) }), monotonic());
  });
  on('error', () => {
    const message = wasOpen ? 'the connection failed' : 'could not connect';
    connection.record('error', json({ message }), monotonic());
  });
  on('close', (event) => {
    const close = event as CloseEvent;
    const members = { code: closeCode(close), reason: closeReason(close), clean: closeClean(close) };
    connection.record('close', json(members), monotonic());
    connection.end();
  });
}

function negotiated(socket: WebSocket): string | undefined {
  const protocol = protocolOf(socket);
  const extensions = extensionsOf(socket);
  const text = `${protocol === '' ? '' : `protocol ${protocol} `}${extensions}`;
  return text === '' ? undefined : text;
}
