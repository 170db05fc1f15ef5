import { describe, expect, it } from 'vitest';
import type { RelayCommand, RelayMessage } from '../../../src/core/contract/capture.ts';
import type { Evidence } from '../../../src/core/contract/evidence.ts';
import { createBatchQueue } from '../../../src/content/relay/queue.ts';
import { createRecorderLink } from '../../../src/content/relay/recorder-link.ts';
import type { RelayPort } from '../../../src/content/relay/runtime.ts';
import { frame, open, page } from '../pages.ts';

/** A background that commits what it is sent, dies when told to, and remembers on "disk" what was committed. */
function background() {
  const disk = new Map<number, Uint8Array | string | Blob>();
  const heard: RelayMessage[] = [];
  const timers: { run: () => void; ms: number }[] = [];
  const events: string[] = [];
  let commits = true;
  let welcomes = true;
  let fails = false;
  let isGone = false;
  let binary = true;
  let blobs = false;
  let forgotten = false;
  let hear: ((command: RelayCommand) => void) | undefined;
  let die: (() => void) | undefined;
  const committed = (): number => (forgotten ? -1 : Math.max(-1, ...disk.keys()));

  const connect = (): RelayPort => {
    if (fails) throw new Error('Extension context invalidated.');
    return {
      postMessage(message) {
        heard.push(message);
        if (message.type === 'hello' && welcomes)
          hear?.({ type: 'welcome', binary, blobs, committed: committed(), capture: true });
        if (message.type !== 'batch' || !commits) return;
        if (!disk.has(message.n)) disk.set(message.n, message.page);
        hear?.({ type: 'committed', n: message.n });
      },
      disconnect: () => events.push('disconnected by the relay'),
      onMessage: { addListener: (listener) => (hear = listener) },
      onDisconnect: { addListener: (listener) => (die = listener) },
    };
  };
  const queue = createBatchQueue(1_000_000);
  const link = createRecorderLink({
    queue,
    runtime: () =>
      isGone
        ? undefined
        : { id: 'x', connect, onMessage: { addListener: () => undefined, removeListener: () => undefined } },
    hello: () => ({
      type: 'hello',
      realm: 'r',
      kind: 'window',
      url: '',
      title: '',
      userAgent: '',
      started: 0,
      probe: new Uint8Array(3),
      late: false,
    }),
    onCapture: (on) => events.push(`capture ${on}`),
    onMeet: (channel) => events.push(`meet on ${channel}`),
    onSnapshot: ({ asOf }) => events.push(`snapshot of ${asOf}`),
    onAnew: () => events.push('anew'),
    onGone: () => events.push('gone'),
    wait: (run, ms) => timers.push({ run, ms }),
  });
  return {
    link,
    queue,
    disk,
    heard,
    timers,
    events,
    set: (state: {
      commits?: boolean;
      welcomes?: boolean;
      fails?: boolean;
      isGone?: boolean;
      binary?: boolean;
      blobs?: boolean;
      forgotten?: boolean;
    }) => {
      commits = state.commits ?? commits;
      welcomes = state.welcomes ?? welcomes;
      fails = state.fails ?? fails;
      isGone = state.isGone ?? isGone;
      binary = state.binary ?? binary;
      blobs = state.blobs ?? blobs;
      forgotten = state.forgotten ?? forgotten;
    },
    die: () => die?.(),
    say: (command: RelayCommand) => hear?.(command),
    tick: () => timers.splice(0).forEach(({ run }) => run()),
    add: (seq: number, bytes = 10) => {
      queue.add(page(open(), frame(seq, bytes)));
      link.send();
    },
  };
}

const batches = (heard: readonly RelayMessage[]): number[] =>
  heard.flatMap((message) => (message.type === 'batch' ? [message.n] : []));

describe('the way to the recorder', () => {
  it('says hello, sends, and forgets what is committed', () => {
    const world = background();
    world.add(0);
    world.add(1);
    expect(world.heard.map(({ type }) => type)).toEqual(['hello', 'batch', 'batch']);
    expect(world.queue.isEmpty).toBe(true);
  });

  it('sends again what the background had not committed when it died, and nothing twice', () => {
    const world = background();
    world.add(0);
    world.set({ commits: false });
    world.add(1);
    world.add(2);
    world.die();
    world.set({ commits: true });
    world.tick();
    expect(batches(world.heard)).toEqual([0, 1, 2, 1, 2]);
    expect([...world.disk.keys()]).toEqual([0, 1, 2]);
    expect(world.queue.isEmpty).toBe(true);
  });

  it('does not send again what was committed though the answer never came', () => {
    const world = background();
    world.set({ commits: false });
    world.add(0);
    world.disk.set(0, 'committed, then died');
    world.die();
    world.set({ commits: true });
    world.tick();
    expect(batches(world.heard)).toEqual([0]);
    expect(world.queue.isEmpty).toBe(true);
  });

  const forms = (world: ReturnType<typeof background>): string[] =>
    world.heard.flatMap((message) =>
      message.type === 'batch' ? [`${message.n} ${Object.prototype.toString.call(message.page).slice(8, -1)}`] : [],
    );

  it('sends a large batch as a Blob where the port carries them, a small one as its bytes', async () => {
    const world = background();
    world.set({ blobs: true });
    world.add(0);
    world.add(1, 300_000);
    expect(forms(world)).toEqual(['0 Uint8Array', '1 Blob']);
    const sent = world.disk.get(1) as Blob;
    expect(Buffer.compare(new Uint8Array(await sent.arrayBuffer()), page(open(), frame(1, 300_000)))).toBe(0);
  });

  it('says again in bytes what is under way as a Blob when the document goes', () => {
    const world = background();
    world.set({ blobs: true, commits: false });
    world.add(0);
    world.add(1, 300_000);
    world.link.sendAll();
    expect(forms(world)).toEqual(['0 Uint8Array', '1 Blob', '0 Uint8Array', '1 Uint8Array']);
  });

  it('trusts in no Blob any more once nothing came of one', () => {
    const world = background();
    world.set({ blobs: true, commits: false });
    world.add(0, 300_000);
    world.tick();
    expect(forms(world)).toEqual(['0 Blob', '0 Uint8Array']);
  });

  it('waits for the welcome before it sends', () => {
    const world = background();
    world.set({ welcomes: false });
    world.add(0);
    expect(world.heard.map(({ type }) => type)).toEqual(['hello']);
  });

  it('does not wait for it where the document is going, and says nothing twice where it stays', () => {
    const world = background();
    world.set({ welcomes: false, commits: false });
    world.add(0);
    world.link.sendAll();
    const [, batch] = world.heard;
    expect(batch).toMatchObject({ type: 'batch', n: 0 });
    expect(typeof (batch?.type === 'batch' && batch.page)).toBe('string');
    world.add(1);
    world.disk.set(1, 'committed');
    world.say({ type: 'welcome', binary: true, blobs: false, committed: 1, capture: true });
    expect(batches(world.heard)).toEqual([0, 1]);
    expect(world.queue.isEmpty).toBe(true);
  });

  it('comes back ever more slowly while there is something to say, and not at all while there is nothing', () => {
    const world = background();
    world.add(0);
    world.die();
    expect(world.timers).toEqual([]);
    world.set({ commits: false });
    world.add(1);
    world.timers.length = 0;
    world.set({ welcomes: false });
    const delays: number[] = [];
    for (let times = 0; times < 12; times += 1) {
      world.die();
      delays.push(...world.timers.filter(({ ms }) => ms < 30_000).map(({ ms }) => ms));
      world.tick();
    }
    expect(delays.slice(0, 3)).toEqual([50, 100, 200]);
    expect(delays.at(-1)).toBe(10_000);
  });

  it('asks over a new connection where a recorder stays silent', () => {
    const world = background();
    world.set({ commits: false });
    world.add(0);
    expect(world.timers.map(({ ms }) => ms)).toEqual([30_000]);
    world.set({ commits: true });
    world.tick();
    expect(world.events).toContain('disconnected by the relay');
    expect([...world.disk.keys()]).toEqual([0]);
  });

  it('tells the hook to begin anew where the recorder knows less than it did', () => {
    const world = background();
    world.add(0);
    world.die();
    world.set({ forgotten: true });
    world.add(1);
    expect(world.events).toContain('anew');
  });

  it('stops for good when the extension is gone', () => {
    const world = background();
    world.add(0);
    world.set({ isGone: true, fails: true });
    world.die();
    expect(world.events.at(-1)).toBe('gone');
    expect(world.timers).toEqual([]);
  });

  it('leaves for good when the permission for the site is gone', () => {
    const world = background();
    world.add(0);
    world.say({ type: 'withdraw' });
    expect(world.events.at(-1)).toBe('gone');
  });

  it('says the state of the page again to each background that comes', () => {
    const world = background();
    const status = {
      evidence: [{ sign: 'storage', detail: 'fotos_creds' }] as Evidence[],
      otherSockets: 1,
      otherBytes: 2,
    };
    world.link.status(status);
    world.die();
    world.link.reconnect();
    expect(world.heard.filter(({ type }) => type === 'status')).toEqual([
      { type: 'status', realm: 'r', ...status },
      { type: 'status', realm: 'r', ...status },
    ]);
  });

  it('makes no connection for the state of a page that nobody sees yet', () => {
    const world = background();
    world.link.status({ evidence: [], otherSockets: 0, otherBytes: 0 }, false);
    expect(world.heard).toEqual([]);
    world.link.send();
    expect(world.heard.map(({ type }) => type)).toEqual(['hello', 'status']);
  });

  it('sends text where the port would lose bytes', () => {
    const world = background();
    world.set({ binary: false });
    world.queue.add(Uint8Array.from({ length: 100_000 }, (_, at) => at & 255));
    world.link.send();
    const [, batch] = world.heard;
    expect(batch).toMatchObject({
      type: 'batch',
      page: Buffer.from(Uint8Array.from({ length: 100_000 }, (_, at) => at & 255)).toString('base64'),
    });
  });
});
