import { describe, expect, it } from 'vitest';
import type { RelayMessage } from '../../../src/core/contract/capture.ts';
import type { Evidence } from '../../../src/core/contract/evidence.ts';
import { background } from './recorder-link-fixture.ts';

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

  it('waits for the welcome before it sends', () => {
    const world = background();
    world.set({ welcomes: false });
    world.add(0);
    expect(world.heard.map(({ type }) => type)).toEqual(['hello']);
  });

  it('says that it goes, though nothing waits any more: who says nothing has died', () => {
    const world = background();
    world.add(0);
    world.link.sendAll(false);
    expect(world.heard.at(-1)).toEqual({ type: 'going', realm: 'r', waiting: [] });
  });

  it('says that it lives before it ends a port itself', () => {
    const world = background();
    world.add(0);
    world.link.reconnect();
    expect(world.heard.slice(-2).map(({ type }) => type)).toEqual(['going', 'hello']);
  });

  it('says how much there is before it says the last of it, where the document goes for good', () => {
    const world = background();
    world.set({ commits: false });
    world.add(0);
    world.add(1);
    world.link.sendAll(true);
    world.add(2);
    const last = world.heard.slice(-4);
    expect(last).toMatchObject([
      { type: 'batch', n: 1 },
      {
        type: 'going',
        realm: 'r',
        waiting: [
          { n: 0, frames: 1 },
          { n: 1, frames: 1 },
        ],
      },
      { type: 'going', realm: 'r', waiting: [{ n: 2, frames: 1 }] },
      { type: 'batch', n: 2 },
    ]);
    world.link.reconnect();
    world.link.sendAll(false);
    world.add(3);
    expect(world.heard.filter((said) => said.type === 'going' && said.waiting.length > 0).length).toBe(2);
  });

  it('does not wait for it where the document is going, and says nothing twice where it stays', () => {
    const world = background();
    world.set({ welcomes: false, commits: false });
    world.add(0);
    world.link.sendAll(false);
    const [, , batch] = world.heard;
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

  it('tells it so where the recorder begins another recording, and keeps what that has not committed', () => {
    const world = background();
    world.set({ commits: false });
    world.add(0);
    world.say({ type: 'anew' });
    expect(world.events).toEqual(['capture true', 'anew']);
    expect(world.queue.isEmpty).toBe(false);
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
