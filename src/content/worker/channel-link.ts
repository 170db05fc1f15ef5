import type { HookCommand } from '../../core/contract/capture.ts';
import type { FilteredStart, FromRelay, FromWorker, WorkerHere } from '../../core/contract/worker-channel.ts';
import { method } from '../../core/trace/captured.ts';
import { randomName } from '../../core/trace/random-name.ts';
import type { Link } from '../link.ts';
import { listen, messageData } from '../natives.ts';

type Said = FromRelay | FromWorker;

const NativeChannel = BroadcastChannel;
const send = method(BroadcastChannel.prototype, 'postMessage') as (line: BroadcastChannel, said: Said) => void;

/**
 * The way out of a worker whose script went through the filter: over a channel of which only we know the name. One relay has the worker at a
 * time; where its page goes, a shared worker lives on, and the next one hears everything anew.
 */
export const channelLink =
  ({ channel, meet, url }: FilteredStart, shared: boolean) =>
  (onCommand: (command: HookCommand) => void): Link => {
    const id = randomName();
    const line = new NativeChannel(channel);
    const meeting = meet === undefined ? undefined : new NativeChannel(meet);
    const here: WorkerHere = { say: 'here', channel, shared, url };
    let owner: string | undefined;
    let wasTaken = false;

    function offered(relay: string): void {
      owner ??= relay;
      send(line, { from: 'worker', id, say: 'taken', by: owner, shared, url });
    }

    function left(relay: string): void {
      if (relay !== owner) return;
      owner = undefined;
      // What happens until another one comes is counted as lost.
      onCommand({ type: 'capture', on: false });
      announce();
    }

    function told(command: HookCommand): void {
      const isNext = command.type === 'hello' && wasTaken;
      wasTaken = true;
      onCommand(isNext ? { type: 'capture', on: true } : command);
    }

    function announce(): void {
      send(line, { from: 'worker', id, ...here });
      if (meeting !== undefined) send(meeting, { from: 'worker', id, ...here });
    }

    const onSaid = (event: Event): void => {
      const said = messageData(event as MessageEvent) as Said;
      if (said.from !== 'relay') return;
      switch (said.say) {
        case 'ask':
          return announce();
        case 'offer':
          return offered(said.relay);
        case 'bye':
          return left(said.relay);
        case 'command':
          return said.to === id && said.relay === owner ? told(said.command) : undefined;
      }
    };
    listen(line, 'message', onSaid);
    if (meeting !== undefined) listen(meeting, 'message', onSaid);
    announce();
    return {
      listen: () => undefined,
      post: (message) => send(line, { from: 'worker', id, say: 'message', message } as FromWorker),
      // No port passes through such a channel, and nothing passes synchronously.
      lend: () => undefined,
      hand: () => false,
      postNow: () => false,
    };
  };
