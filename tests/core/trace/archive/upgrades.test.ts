import { describe, expect, it } from 'vitest';
import { UPGRADES, upgradeFrom, versionOf, type Upgrade } from '../../../../src/core/trace/archive/upgrades.ts';
import { bytesOf, header, read } from './fixtures.ts';

/** Version 2 called notes by their words, version 3 counts in seconds. */
const later: readonly Upgrade[] = [
  { header: (raw) => ({ ...raw, steps: 1 }), record: ({ words, ...raw }) => ({ ...raw, text: words ?? null }) },
  {
    header: (raw) => ({ ...raw, steps: Number(raw['steps'] ?? 0) + 1 }),
    record: (raw) => ({ ...raw, t: Number(raw['t']) * 1000 }),
  },
];

const file = (version: number, record: object): Uint8Array =>
  bytesOf(`${JSON.stringify({ ...header, version })}\n${JSON.stringify(record)}\n`);

describe('a file of an older version', () => {
  it('is lifted step by step, header and records', async () => {
    const { header: lifted, records } = await read(file(1, { kind: 'note', t: 2, words: 'hi' }), { upgrades: later });
    expect(lifted).toMatchObject({ version: 3, extra: { steps: 2 } });
    expect(records).toEqual([{ kind: 'note', t: 2000, text: 'hi' }]);
  });

  it('takes only the steps that it lacks', async () => {
    const { header: lifted, records } = await read(file(2, { kind: 'note', t: 2, text: 'hi' }), { upgrades: later });
    expect(lifted).toMatchObject({ extra: { steps: 1 } });
    expect(records).toEqual([{ kind: 'note', t: 2000, text: 'hi' }]);
  });

  it('of the newest version passes through unchanged, and one above it is refused', async () => {
    expect((await read(file(3, { kind: 'note', t: 2, text: 'hi' }), { upgrades: later })).records).toEqual([
      { kind: 'note', t: 2, text: 'hi' },
    ]);
    await expect(read(file(4, {}), { upgrades: later })).rejects.toThrow('version 4');
  });
});

it('the table leads to the version that headers carry', () => {
  expect(versionOf(UPGRADES)).toBe(header.version);
  expect(upgradeFrom(versionOf(UPGRADES), UPGRADES).record({ kind: 'x' })).toEqual({ kind: 'x' });
});
