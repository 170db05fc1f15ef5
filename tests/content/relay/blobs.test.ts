import { expect, it } from 'vitest';
import { frame, open, page } from '../pages.ts';
import { background } from './recorder-link-fixture.ts';

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
  world.link.sendAll(true);
  expect(forms(world)).toEqual(['0 Uint8Array', '1 Blob', '0 Uint8Array', '1 Uint8Array']);
});

it('trusts in no Blob any more once nothing came of one', () => {
  const world = background();
  world.set({ blobs: true, commits: false });
  world.add(0, 300_000);
  world.tick();
  expect(forms(world)).toEqual(['0 Blob', '0 Uint8Array']);
});
