import { expect, it } from 'vitest';
import { createInFull } from '../../../src/background/recorder/in-full.ts';

/** The messages that were handed on: their number, and how many bytes they brought. */
function port(mostBytes = 1000) {
  const handed: string[] = [];
  const reader = createInFull((message) => {
    const { n, page } = message as { n?: number; page?: Uint8Array };
    handed.push(n === undefined ? 'hello' : `${n}: ${page instanceof Uint8Array ? page.length : String(page)}`);
  }, mostBytes);
  return { ...reader, handed };
}

const bytes = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length);
const blob = (length: number): Blob => new Blob([bytes(length)]);

function unreadable(): Blob {
  const dead = blob(5);
  dead.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  return dead;
}

it('hands on at once where there is nothing to read', () => {
  const { take, handed } = port();
  take({ type: 'hello' });
  take({ n: 0, page: bytes(3) });
  expect(handed).toEqual(['hello', '0: 3']);
});

it('reads Blobs, and lets nothing overtake them', async () => {
  const { take, handed, settled } = port();
  take({ n: 0, page: blob(10) });
  take({ n: 1, page: bytes(2) });
  take({ n: 2, page: blob(7) });
  take({ type: 'hello' });
  expect(handed).toEqual([]);
  await settled();
  expect(handed).toEqual(['0: 10', '1: 2', '2: 7', 'hello']);
  take({ n: 3, page: bytes(1) });
  expect(handed.at(-1)).toBe('3: 1');
});

it.each([
  ['cannot be read', unreadable()],
  ['is too large', blob(1001)],
])('leaves a gap behind a Blob that %s, until its number comes again', async (_, bad) => {
  const { take, handed, settled } = port();
  take({ n: 0, page: bytes(1) });
  take({ n: 1, page: bad });
  take({ n: 2, page: blob(2) });
  await settled();
  take({ n: 3, page: bytes(3) });
  take({ type: 'hello' });
  for (const n of [1, 2, 3]) take({ n, page: bytes(9) });
  expect(handed).toEqual(['0: 1', 'hello', '1: 9', '2: 9', '3: 9']);
});
