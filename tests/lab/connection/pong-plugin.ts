import type { ConnectionPlugin, EventCreation } from './plugin.ts';

/** §1.5, client side: answers pings and gives up when they stay away. */
export function pongPlugin(giveUpAfter: number, answers: () => boolean): ConnectionPlugin {
  let creation: EventCreation | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restart = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      creation?.createOutogingEvent({ type: 'close', reason: 'Pong: Connection timed out', terminate: true });
    }, giveUpAfter);
  };
  return {
    name: 'pong',
    attached: (given) => {
      creation = given;
      restart();
    },
    detached: () => clearTimeout(timer),
    transformIncomingEvent(event) {
      if (event.type === 'closed') clearTimeout(timer);
      if (event.type !== 'message' || event.data !== '{"command":"ping"}') return event;
      restart();
      if (answers()) creation?.createOutogingEvent({ type: 'message', data: '{"command":"pong"}' });
      return null;
    },
    transformOutgoingEvent: (event) => event,
  };
}
