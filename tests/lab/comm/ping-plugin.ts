import type { ConnectionPlugin, EventCreation } from '../connection/plugin.ts';

export interface PingPlugin extends ConnectionPlugin {
  readonly name: 'ping';
  /** Resolves when no ping is in flight. */
  settled(): Promise<void>;
}

/** §1.5, server side: lives only on spares. */
export function pingPlugin(pingInterval: number, pongTimeout: number): PingPlugin {
  let creation: EventCreation | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;
  let onSettled: (() => void)[] = [];
  const settle = (): void => {
    waiting = false;
    for (const resolve of onSettled) resolve();
    onSettled = [];
  };
  const giveUp = (): void =>
    creation?.createOutogingEvent({ type: 'close', reason: 'Ping: Connection timed out', terminate: true });
  const schedule = (): void => {
    timer = setTimeout(() => {
      waiting = true;
      timer = setTimeout(giveUp, pongTimeout);
      creation?.createOutogingEvent({ type: 'message', data: '{"command":"ping"}' });
    }, pingInterval);
  };
  const stop = (): void => {
    clearTimeout(timer);
    settle();
  };
  return {
    name: 'ping',
    attached: (given) => {
      creation = given;
      schedule();
    },
    detached: stop,
    settled: () => (waiting ? new Promise((resolve) => onSettled.push(resolve)) : Promise.resolve()),
    transformIncomingEvent(event) {
      if (event.type === 'closed') stop();
      if (event.type !== 'message' || event.data !== '{"command":"pong"}') return event;
      stop();
      schedule();
      return null;
    },
    transformOutgoingEvent: (event) => event,
  };
}
