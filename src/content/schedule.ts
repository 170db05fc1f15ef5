import { later, listen, postTo, startPort } from './natives.ts';

const FLUSH_MS = 20;

/**
 * Runs something soon. A hidden page's timers come once a second or once a minute, so there a message to ourselves does it.
 */
export function createSoon(isHidden: () => boolean): (run: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  let pending: (() => void) | undefined;
  listen(port2, 'message', () => {
    const run = pending;
    pending = undefined;
    run?.();
  });
  startPort(port2);
  return (run) => {
    if (!isHidden()) return void later(run, FLUSH_MS);
    pending = run;
    postTo(port1, null);
  };
}
