import { describe, expect, it } from 'vitest';
import type { RedactionLevel } from '../../../src/core/redact/level.ts';
import { testStore } from '../../core/store/store-fixture.ts';
import { createSession } from '../../../src/devtools/state/session.ts';
import { captureOf, openDecoder } from '../open-decoder.ts';
import { settled } from '../open-session.ts';

/** A recording is exported here, and the file opened in another browser. */
async function carryOver(level: RedactionLevel, salvage = false) {
  const here = openDecoder(testStore().store);
  const session = createSession(here);
  session.open({ kind: 'file', file: await captureOf('auth-failures'), name: 'a', salvage: false }, 'a');
  await settled(session);
  const { file } = await here.export({ format: 'onetrace', level, keys: false });
  const { store } = testStore();
  const there = createSession(openDecoder(store));
  there.open({ kind: 'file', file, name: 'a', salvage }, 'a');
  await settled(there);
  const [row] = await store.recordings();
  expect(there.opened.value?.uid).toBe(row?.uid);
  return { sent: session.opened.value?.uid, arrived: row?.uid };
}

describe('a recording that leaves as a file and comes back', () => {
  it('is the same recording where the file holds all of it', async () => {
    const { sent, arrived } = await carryOver('none');
    expect(arrived).toBe(sent);
  });

  it.each(['fields', 'shapes'] as const)(
    'is another one at level %s: such files are not to be joined',
    async (level) => {
      const { sent, arrived } = await carryOver(level);
      expect(arrived).toMatch(/^[0-9a-f]{32}$/);
      expect(arrived).not.toBe(sent);
    },
  );

  it('is another one where only a part of the file could be read', async () => {
    const { sent, arrived } = await carryOver('none', true);
    expect(arrived).not.toBe(sent);
  });
});
