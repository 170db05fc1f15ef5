import { expect, it } from 'vitest';
import { createFilterStarts } from '../../../src/background/filter/filter-starts.ts';
import type { WorkerRequest } from '../../../src/background/filter/worker-request.ts';

const URL = 'https://one.test/w.js';
const requestOf = (more: Partial<WorkerRequest> = {}): WorkerRequest => ({
  ...{ kind: 'dedicated', url: URL, tab: 1, frame: 0, owner: 'https://one.test/' },
  ...more,
});

/** Of a site that is captured, whose pages answer at once. */
function world({ right = 'capture', answers = true, patience = false } = {}) {
  const told: string[] = [];
  const starts = createFilterStarts({
    right: async () => right as 'capture',
    meeting: async (origin) => `meeting of ${origin}`,
    async tell(tab, frame, channel) {
      told.push(`${tab} ${frame} ${channel}`);
      // A page that is busy answers some day.
      return patience ? new Promise(() => undefined) : answers;
    },
    seeks: async () => false,
    wait: () => (patience ? Promise.resolve() : new Promise(() => undefined)),
  });
  return { starts, told };
}

it('starts a worker on a channel of its own, which the relay of its frame is told first', async () => {
  const { starts, told } = world();
  const [one, other] = [await starts(requestOf()), await starts(requestOf({ tab: 2, frame: 7 }))];
  expect(one).toMatchObject({ url: URL, seeks: false });
  expect(one?.channel).not.toBe(other?.channel);
  expect(told).toEqual([`1 0 ${one?.channel}`, `2 7 ${other?.channel}`]);
});

it('sends shared workers to where those of the origin are met, and asks no page', async () => {
  const { starts, told } = world({ answers: false });
  expect(await starts(requestOf({ kind: 'shared' }))).toMatchObject({ meet: 'meeting of https://one.test' });
  expect(told).toEqual([]);
});

it.each([
  ['the site is not captured', { right: 'off' }],
  ['no relay listens in its frame', { answers: false }],
  ['its page is too busy to answer', { patience: true }],
])('leaves a worker alone where %s', async (_why, of) => {
  expect(await world(of).starts(requestOf())).toBeUndefined();
});

it('starts a module with what its own worker was started with, and leaves alone what a worker of another tab imports', async () => {
  const { starts } = world();
  const start = await starts(requestOf());
  const leaf = { kind: 'module', url: 'https://one.test/leaf.js', owner: URL } as const;
  expect(await starts(requestOf(leaf))).toEqual(start);
  expect(await starts(requestOf({ ...leaf, tab: 2 }))).toBeUndefined();
  expect(await starts(requestOf({ ...leaf, owner: 'https://one.test/another.js' }))).toBeUndefined();
});

it('forgets the oldest of many workers, and knows the newest', async () => {
  const { starts } = world();
  const moduleOf = (no: number) => starts(requestOf({ kind: 'module', owner: `${URL}?${no}` }));
  for (let no = 0; no < 300; no += 1) await starts(requestOf({ url: `${URL}?${no}` }));
  expect(await moduleOf(0)).toBeUndefined();
  expect(await moduleOf(299)).toBeDefined();
});
