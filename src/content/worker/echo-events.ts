import { getter } from '../../core/trace/captured.ts';
import { dispatch, listen, messageData } from '../natives.ts';

const NativeMessage = MessageEvent;
const NativeError = ErrorEvent;
const NativeEvent = Event;
const portsOf = getter(MessageEvent.prototype, 'ports');
const preventedOf = getter(Event.prototype, 'defaultPrevented');
const error = ErrorEvent.prototype;
const [messageOf, fileOf, lineOf, columnOf] = [
  getter(error, 'message'),
  getter(error, 'filename'),
  getter(error, 'lineno'),
  getter(error, 'colno'),
];

/** What happens at `from` happens at `to` as well: the page knows only that one. `before` hears of it first. */
export function echoEvents(from: Worker, to: Worker, before: (type: string) => void): void {
  const echo = (type: string, copy: (event: Event) => Event): void => {
    listen(from, type, (event) => {
      before(type);
      const again = copy(event);
      dispatch(to, again);
      if (preventedOf(again)) event.preventDefault();
    });
  };
  for (const type of ['message', 'messageerror'])
    echo(type, (event) => {
      const [data, ports] = [messageData(event as MessageEvent), portsOf(event as MessageEvent)];
      return new NativeMessage(type, { __proto__: null, data, ports } as unknown as MessageEventInit);
    });
  echo('error', (event) => {
    try {
      const of = event as ErrorEvent;
      const [message, filename, lineno, colno] = [messageOf(of), fileOf(of), lineOf(of), columnOf(of)];
      const init = { __proto__: null, cancelable: true, message, filename, lineno, colno };
      return new NativeError('error', init);
    } catch {
      return new NativeEvent('error', { __proto__: null, cancelable: false } as EventInit);
    }
  });
}
