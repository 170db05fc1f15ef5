import { expect, recorded, test } from './fixtures.ts';
import type { Page } from '@playwright/test';

const TOKEN = 'f00d'.repeat(16);

const lines = async (page: Page): Promise<string[]> =>
  (await recorded(page)).flatMap((record) =>
    record.kind === 'note' && record.type === 'console' ? [record.text] : [],
  );

test('what the console shows as an error stands in the recording, without the secrets in it', async ({
  complaining,
  server,
}) => {
  const html = encodeURIComponent(`<body><script>throw new RangeError('thrown')</script>`);
  await complaining.goto(`${server.http}/?html=${html}#${TOKEN}`);
  await complaining.evaluate(
    async ({ url, token }) => {
      const ignored = document.createElement('img');
      const failed = new Promise((resolve) => (ignored.onerror = resolve));
      ignored.src = 'data:,no-image';
      await failed;
      console.error(
        '%c Connection error %s',
        'color: red',
        `https://one.test/invite#${token}`,
        token,
        new TypeError('bad'),
      );
      console.log('not an error');
      void Promise.reject(new Error('rejected'));
      await new Promise((resolve) => addEventListener('unhandledrejection', resolve, { once: true }));
      await kit.oneSocket(`${url}/echo`);
    },
    { url: server.ws, token: TOKEN },
  );
  await expect.poll(() => lines(complaining)).toHaveLength(3);
  const told = (await lines(complaining)).toSorted();
  expect(told[0]).toBe('console.error: %c Connection error %s https://one.test/invite f00df00d… TypeError: bad');
  expect(told[1]).toMatch(/^uncaught: RangeError: thrown at http:\/\/[^/]+\/\?html=:1$/);
  expect(told[2]).toBe('unhandled rejection: Error: rejected');
});

test('a page in a loop fills no recording with its console: lines are cut, and those too many are counted', async ({
  complaining,
  server,
}) => {
  await complaining.evaluate(async (url) => {
    for (let at = 0; at < 75; at += 1) console.error('word '.repeat(1000));
    await kit.oneSocket(`${url}/echo`);
  }, server.ws);
  await expect.poll(async () => (await recorded(complaining)).filter(({ kind }) => kind === 'lost')).toHaveLength(1);
  const told = await lines(complaining);
  expect(told).toHaveLength(50);
  expect(told[0]?.length).toBe('console.error: '.length + 501);
  const [loss] = (await recorded(complaining)).filter((record) => record.kind === 'lost');
  expect(loss).toMatchObject({ count: 25, why: 'the console had more errors than are kept' });
});

test('arguments are read without running their code, and the page still sees what it did', async ({
  complaining,
  server,
}) => {
  const calls = await complaining.evaluate(async (url) => {
    const calls: string[] = [];
    const handler = new Proxy({}, { get: (_target, trap) => void calls.push(String(trap)) });
    console.error(new Proxy(new Error('x'), handler), { toString: () => calls.push('toString') });
    await kit.oneSocket(`${url}/echo`);
    return calls;
  }, server.ws);
  await expect.poll(() => lines(complaining)).toEqual(['console.error: (an object) (an object)']);
  expect(calls).toEqual([]);
});
