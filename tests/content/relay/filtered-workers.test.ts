import { expect, it } from 'vitest';
import type { HookMessage } from '../../../src/core/contract/capture.ts';
import type { FromRelay, FromWorker } from '../../../src/core/contract/worker-channel.ts';
import { createFilteredWorkers } from '../../../src/content/relay/filtered-workers.ts';
import type { WorkerLine } from '../../../src/content/relay/worker-line.ts';
import { FakeChannel } from '../fake-channel.ts';

const URL = 'https://one.test/w.js';
let names = 0;

/** The relay of a document, what it took over, and what it said of workers that it does not see. */
function document() {
  const taken: WorkerLine[] = [];
  const gone: number[] = [];
  const unseen: string[] = [];
  const waiting: (() => void)[] = [];
  const workers = createFilteredWorkers({
    take(line) {
      const at = taken.push(line);
      line.onGone?.(() => gone.push(at));
    },
    unseen: (realm, reason, url) => void unseen.push(`${realm} ${reason} ${url}`),
    open: (name) => new FakeChannel(name) as unknown as BroadcastChannel,
    wait: (run) => void waiting.push(run),
  });
  return {
    workers,
    taken,
    gone,
    unseen,
    /** Nothing happens any more within their patience. */ late: () => waiting.forEach((run) => run()),
  };
}

/** A worker with the hook in it, as relays hear it. */
function worker({ shared = false, url = URL, meet }: { shared?: boolean; url?: string; meet?: string } = {}) {
  const channel = `channel ${(names += 1)}`;
  const id = `worker ${names}`;
  const line = new FakeChannel(channel);
  const commands: string[] = [];
  let owner: string | undefined;
  line.onmessage = ({ data }: MessageEvent<FromRelay>) => {
    if (data.say === 'offer') {
      owner ??= data.relay;
      line.postMessage({ from: 'worker', id, say: 'taken', by: owner, shared, url } satisfies FromWorker);
    } else if (data.say === 'command' && data.to === id) commands.push(data.command.type);
    else if (data.say === 'bye' && data.relay === owner) owner = undefined;
  };
  const here = { from: 'worker', id, say: 'here', channel, shared, url } satisfies FromWorker;
  return {
    channel,
    commands,
    owner: () => owner,
    comeForward: () => (meet === undefined ? line : new FakeChannel(meet)).postMessage(here),
    say: (message: HookMessage) =>
      line.postMessage({ from: 'worker', id, say: 'message', message } satisfies FromWorker),
  };
}

it('takes a worker that comes forward on the channel that was announced, and speaks with it', () => {
  const { workers, taken, unseen, late } = document();
  const { channel, comeForward, commands, say } = worker();
  workers.expect(channel);
  workers.started('worker', URL);
  comeForward();
  expect(taken).toHaveLength(1);
  const heard: HookMessage[] = [];
  taken[0]?.listen((message) => heard.push(message));
  taken[0]?.post({ type: 'capture', on: true });
  say({ type: 'gone' } as unknown as HookMessage);
  expect([commands, heard]).toEqual([['capture'], [{ type: 'gone' }]]);
  late();
  expect(unseen).toEqual([]);
});

it('says of a worker that never comes forward that it was not filtered, once', () => {
  const { workers, unseen, late } = document();
  workers.started('worker', `${URL}?token=1#part`);
  workers.started('worker', `${URL}?token=1#part`);
  late();
  expect(unseen).toHaveLength(1);
  expect(unseen[0]).toMatch(/^worker not filtered https:\/\/one\.test\/w\.js/);
  expect(unseen[0]).not.toContain('token=1');
});

it('says so at once where the document goes before', () => {
  const { workers, unseen, late } = document();
  workers.started('worker', URL);
  workers.leave();
  late();
  expect(unseen).toHaveLength(1);
});

it('takes a worker once, however often it comes forward', () => {
  const { workers, taken } = document();
  const { channel, comeForward } = worker();
  workers.expect(channel);
  comeForward();
  comeForward();
  expect(taken).toHaveLength(1);
});

it('takes shared workers that its page started where they are met, and none of another page', () => {
  const { workers, taken } = document();
  workers.meet('meeting');
  const mine = worker({ shared: true, meet: 'meeting' });
  const foreign = worker({ shared: true, url: 'https://one.test/foreign.js', meet: 'meeting' });
  workers.started('shared worker', URL);
  foreign.comeForward();
  expect(taken).toEqual([]);
  mine.comeForward();
  expect([taken.length, foreign.owner()]).toEqual([1, undefined]);
});

it('asks who is there when its page starts a shared worker that lives already', () => {
  const { workers } = document();
  const asked: string[] = [];
  new FakeChannel('asked').onmessage = ({ data }: MessageEvent<FromRelay>) => void asked.push(data.say);
  workers.meet('asked');
  expect(asked).toEqual([]);
  workers.started('shared worker', URL);
  expect(asked).toEqual(['ask']);
});

it('says once of a shared worker that another tab has that it is not seen here', () => {
  const [first, second] = [document(), document()];
  const { comeForward } = worker({ shared: true, meet: 'both' });
  for (const { workers } of [first, second]) {
    workers.meet('both');
    workers.started('shared worker', URL);
  }
  comeForward();
  comeForward();
  expect([first.taken.length, second.taken.length]).toEqual([1, 0]);
  expect([first.unseen, second.unseen]).toEqual([[], [`shared worker other tab ${URL}`]]);
  second.late();
  expect(second.unseen).toHaveLength(1);
});

it('lets go of its workers when the document goes: the next relay has them, and it does when it comes back', () => {
  const [first, second] = [document(), document()];
  const { comeForward, owner } = worker({ shared: true, meet: 'next' });
  first.workers.meet('next');
  first.workers.started('shared worker', URL);
  comeForward();
  first.workers.leave();
  expect([first.gone, owner()]).toEqual([[1], undefined]);
  second.workers.meet('next');
  second.workers.started('shared worker', URL);
  comeForward();
  expect(second.taken).toHaveLength(1);
  second.workers.leave();
  first.workers.back();
  expect(first.taken).toHaveLength(2);
});

it('hears nothing that does not come from a worker', () => {
  const { workers, taken } = document();
  const { channel } = worker();
  workers.expect(channel);
  new FakeChannel(channel).postMessage({ from: 'page', id: 'x', say: 'taken', by: 'x', shared: false, url: URL });
  expect(taken).toEqual([]);
});
