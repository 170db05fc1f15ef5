import { OPEN, type Socket, type SocketEvents } from '../connection/socket.ts';

export interface RelayFrame {
  readonly from: 'dialer' | 'listener';
  readonly data: string | Uint8Array;
  /** n-th binary frame of that direction; 0 is the key frame */
  readonly binaryIndex: number;
  readonly sourcePublicKey: string;
  readonly targetPublicKey: string;
}

/** Undefined loses the frame; anything else is forwarded in its place. */
export type Interceptor = (frame: RelayFrame) => string | Uint8Array | undefined;

interface Ends {
  readonly dialer: Socket;
  readonly listener: Socket;
}

/** §1.4: every message goes on unchanged, text stays text; a close is always forwarded with code 1000. */
export function relay(
  ends: Ends,
  keys: Pick<RelayFrame, 'sourcePublicKey' | 'targetPublicKey'>,
  intercept: Interceptor,
): void {
  forward(ends.dialer, ends.listener, 'dialer');
  forward(ends.listener, ends.dialer, 'listener');

  function forward(source: Socket, sink: Socket, from: RelayFrame['from']): void {
    let binaries = 0;
    const onMessage = ({ data }: SocketEvents['message']): void => {
      const text = typeof data === 'string';
      const frame = text ? data : new Uint8Array(data as ArrayBuffer);
      const passed = intercept({ ...keys, from, data: frame, binaryIndex: text ? -1 : binaries++ });
      if (passed === undefined || sink.readyState !== OPEN) return;
      sink.send(typeof passed === 'string' ? passed : passed.slice().buffer);
    };
    const onClose = ({ reason }: SocketEvents['close']): void => {
      if (sink.readyState === OPEN) sink.close(1000, reason);
    };
    source.addEventListener('message', onMessage);
    source.addEventListener('close', onClose);
    if (source.readyState > OPEN) sink.close(1000, '');
  }
}
