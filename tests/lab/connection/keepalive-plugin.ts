import { escapeKeyword, unescapeKeyword } from './escape.ts';
import type { ConnectionPlugin, EventCreation } from './plugin.ts';

const KEYWORD = 'keepalive';

/** §2.5. Sits inside the encryption, below the fragmentation. */
export function keepalivePlugin(sendAfter: number, giveUpAfter: number): ConnectionPlugin {
  let creation: EventCreation | undefined;
  let sendTimer: ReturnType<typeof setTimeout> | undefined;
  let detectTimer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(sendTimer);
    clearTimeout(detectTimer);
  };
  const sent = (): void => {
    clearTimeout(sendTimer);
    sendTimer = setTimeout(() => {
      sent();
      creation?.createOutogingEvent({ type: 'message', data: KEYWORD });
    }, sendAfter);
  };
  const received = (): void => {
    clearTimeout(detectTimer);
    detectTimer = setTimeout(() => {
      const reason = 'Keepalive: No lifesign of the other side';
      creation?.createOutogingEvent({ type: 'close', reason, terminate: true });
    }, giveUpAfter);
  };
  return {
    name: KEYWORD,
    attached: (given) => {
      creation = given;
    },
    detached: stop,
    transformIncomingEvent(event) {
      if (event.type === 'closed') stop();
      else received();
      if (event.type === 'opened') sent();
      if (event.type !== 'message' || typeof event.data !== 'string') return event;
      if (event.data === KEYWORD) return null;
      return { type: 'message', data: unescapeKeyword(KEYWORD, event.data) };
    },
    transformOutgoingEvent(event) {
      if (event.type !== 'message') return event;
      sent();
      return typeof event.data === 'string' ? { ...event, data: escapeKeyword(KEYWORD, event.data) } : event;
    },
  };
}
