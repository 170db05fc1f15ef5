import { closeText } from './close-reason.ts';
import type { ConnectionPlugin, EventCreation } from './plugin.ts';
import { OPEN, type Socket, type SocketEvents } from './socket.ts';
import type { ConnectionTap } from './tap.ts';

export interface WebsocketPlugin extends ConnectionPlugin {
  readonly name: 'websocket';
  webSocket: Socket;
  /** Gives the socket away, for the relay: from here on the Connection neither sees nor sends anything. */
  release(): Socket;
}

export function websocketPlugin(webSocket: Socket, tap: ConnectionTap): WebsocketPlugin {
  let creation: EventCreation | undefined;
  let over = false;
  const finish = (reason: string, origin: 'local' | 'remote'): void => {
    if (over) return;
    over = true;
    creation?.createIncomingEvent({ type: 'closed', reason, origin });
  };
  let closedLocally: string | undefined;

  const onOpen = (): void => {
    tap.opened();
    creation?.createIncomingEvent({ type: 'opened' });
  };
  const onMessage = ({ data }: SocketEvents['message']): void => {
    // a browser delivers nothing once close() was called, `ws` would
    if (over || webSocket.readyState !== OPEN) return;
    const payload = typeof data === 'string' ? data : new Uint8Array(data as ArrayBuffer);
    tap.frame('in', payload);
    creation?.createIncomingEvent({ type: 'message', data: payload });
  };
  const onClose = ({ code, reason, wasClean }: SocketEvents['close']): void => {
    tap.closed(code, reason, wasClean);
    finish(closedLocally ?? reason, closedLocally === undefined ? 'remote' : 'local');
  };
  const onError = (): void => undefined;

  webSocket.binaryType = 'arraybuffer';
  webSocket.addEventListener('open', onOpen);
  webSocket.addEventListener('message', onMessage);
  webSocket.addEventListener('close', onClose);
  webSocket.addEventListener('error', onError);

  return {
    name: 'websocket',
    webSocket,
    attached: (given) => {
      creation = given;
      if (webSocket.readyState === OPEN) onOpen();
    },
    release() {
      over = true;
      webSocket.removeEventListener('open', onOpen);
      webSocket.removeEventListener('message', onMessage);
      webSocket.removeEventListener('close', onClose);
      creation?.createIncomingEvent({ type: 'closed', reason: 'detached websocket', origin: 'local' });
      return webSocket;
    },
    transformIncomingEvent: (event) => event,
    transformOutgoingEvent(event) {
      if (event.type === 'message') {
        if (webSocket.readyState < OPEN) throw new Error('The websocket was not opened, yet.');
        if (over) throw new Error(`The websocket was closed: ${closedLocally ?? ''}`);
        // while it is closing, a WebSocket discards what is sent
        if (webSocket.readyState > OPEN) return null;
        const data = typeof event.data === 'string' ? event.data : new Uint8Array(event.data);
        tap.frame('out', data);
        webSocket.send(typeof data === 'string' ? data : data.buffer.slice(data.byteOffset));
      } else if (webSocket.readyState === OPEN) {
        closedLocally ??= event.reason ?? 'no reason given';
        const text = closeText(event.reason, event.terminate);
        tap.call('close', 1000, text);
        webSocket.close(1000, text);
        if (event.terminate) finish(closedLocally, 'local');
      }
      return null;
    },
  };
}
