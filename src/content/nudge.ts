import { getter } from '../core/trace/captured.ts';
import { listen, postTo, startPort } from './natives.ts';

const Channel = MessageChannel;
const portIn = /* @__PURE__ */ getter(MessageChannel.prototype, 'port1');
const portOut = /* @__PURE__ */ getter(MessageChannel.prototype, 'port2');

/** Runs what it was given last with a message to ourselves. The channel is made where there is a first one: most pages never need it. */
export function createNudge(): (run: () => void) => void {
  let port: MessagePort | undefined;
  let pending: (() => void) | undefined;

  function open(): MessagePort {
    const channel = new Channel();
    const out = portOut(channel);
    listen(out, 'message', () => {
      const run = pending;
      pending = undefined;
      run?.();
    });
    startPort(out);
    return portIn(channel);
  }

  return (run) => {
    pending = run;
    port ??= open();
    postTo(port, null);
  };
}
