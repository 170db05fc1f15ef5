import { expect, it, vi } from 'vitest';
import type { HookCommand } from '../../src/core/contract/capture.ts';
import type { FromRelay, FromWorker } from '../../src/core/contract/worker-channel.ts';
import { FakeChannel } from './fake-channel.ts';

// Taken from the realm once, as its first script finds it.
vi.stubGlobal('BroadcastChannel', FakeChannel);
const { channelLink } = await import('../../src/content/worker/channel-link.ts');

const HELLO: HookCommand = { type: 'hello', features: [] } as unknown as HookCommand;
const URL = 'https://one.test/w.js';
let names = 0;

/** A worker whose script was filtered, and what a relay hears of it on either channel. */
function worker(meet?: string) {
  const channel = `channel ${(names += 1)}`;
  const commands: HookCommand['type'][] = [];
  const said: FromWorker['say'][] = [];
  let id = '';
  const line = new FakeChannel(channel);
  line.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    id = data.id;
    said.push(data.say);
  };
  const start = { url: URL, channel, seeks: false, ...(meet === undefined ? {} : { meet }) };
  const link = channelLink(
    start,
    meet !== undefined,
  )((command) => {
    commands.push(command.type === 'capture' ? (`capture ${command.on}` as 'capture') : command.type);
  });
  const tell = (message: FromRelay): void => line.postMessage(message);
  return {
    link,
    said,
    commands,
    channel,
    offer: (relay: string) => tell({ from: 'relay', relay, say: 'offer' }),
    bye: (relay: string) => tell({ from: 'relay', relay, say: 'bye' }),
    command: (relay: string, command: HookCommand, to = id) =>
      tell({ from: 'relay', relay, say: 'command', to, command }),
    raw: tell,
  };
}

it('comes forward by itself, and once more for whoever asks', () => {
  const { said, raw } = worker();
  expect(said).toEqual(['here']);
  raw({ from: 'relay', relay: 'a', say: 'ask' });
  expect(said).toEqual(['here', 'here']);
});

it('belongs to the first relay that offers itself, and says to others whose it is', () => {
  const { channel, offer } = worker();
  const owners: string[] = [];
  new FakeChannel(channel).onmessage = ({ data }: MessageEvent<FromWorker>) =>
    void (data.say === 'taken' && owners.push(data.by));
  offer('a');
  offer('b');
  expect(owners).toEqual(['a', 'a']);
});

it('obeys its own relay only, and only what is meant for it', () => {
  const { offer, command, commands } = worker();
  offer('a');
  command('b', HELLO);
  command('a', HELLO, 'another worker');
  expect(commands).toEqual([]);
  command('a', HELLO);
  expect(commands).toEqual(['hello']);
});

it('pauses when its relay goes, comes forward anew, and is told by the next one to go on, not to begin', () => {
  const { offer, command, bye, commands, said } = worker();
  offer('a');
  command('a', HELLO);
  said.length = 0;
  bye('b');
  expect([commands, said]).toEqual([['hello'], []]);
  bye('a');
  expect([commands, said]).toEqual([['hello', 'capture false'], ['here']]);
  offer('b');
  command('a', HELLO);
  command('b', HELLO);
  expect(commands).toEqual(['hello', 'capture false', 'capture true']);
});

it('comes forward where shared workers of its origin are met, with the channel of its own', () => {
  const met: FromWorker[] = [];
  const meeting = new FakeChannel('meeting');
  meeting.onmessage = ({ data }: MessageEvent<FromWorker>) => void met.push(data);
  const { channel } = worker('meeting');
  meeting.postMessage({ from: 'relay', relay: 'a', say: 'ask' } satisfies FromRelay);
  const here = { from: 'worker', say: 'here', channel, shared: true, url: URL };
  expect(met).toMatchObject([here, here]);
});

it('sends on its own channel, and says of what passes through none that it did not', () => {
  const { link, said } = worker();
  link.post({ type: 'gone' });
  expect(said).toEqual(['here', 'message']);
  expect([link.hand(0, new ArrayBuffer(1)), link.postNow(0, new ArrayBuffer(1))]).toEqual([false, false]);
});

it('hears nothing that is no word of a relay', () => {
  const { raw, commands, said } = worker();
  raw({ from: 'worker', id: 'x', say: 'here' } as unknown as FromRelay);
  expect([commands, said]).toEqual([[], ['here']]);
});
