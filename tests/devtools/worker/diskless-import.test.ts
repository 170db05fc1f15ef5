import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../src/core/store/error.ts';
import type { TraceStore } from '../../../src/core/store/store.ts';
import { createSession } from '../../../src/devtools/state/session.ts';
import { testStore } from '../../core/store/store-fixture.ts';
import { bigFile } from '../big-file.ts';
import { captureOf, openDecoder } from '../open-decoder.ts';
import { until } from '../open-session.ts';

const unusable = async (): Promise<never> => {
  throw new StoreError('unusable', 'The browser’s database does not work.');
};

/** A file is opened in a panel whose database fails at these. */
async function openOver(broken: Partial<TraceStore>, mostInMemory?: number) {
  const decoder = openDecoder({ ...testStore().store, ...broken }, mostInMemory === undefined ? {} : { mostInMemory });
  const session = createSession(decoder);
  session.open({ kind: 'file', file: await captureOf('auth-failures'), name: 'a', salvage: false }, 'a');
  await until(
    () => session.trouble.value !== undefined || (session.opened.value !== undefined && !session.pending.value),
  );
  return { decoder, session };
}

describe('a file that cannot be stored', () => {
  it.each([
    ['from the beginning', { create: unusable, append: unusable, remove: unusable }],
    ['from its first page on', { append: unusable, remove: unusable }],
  ])('is shown whole from memory, where the database fails %s', async (_when, broken) => {
    const { session, decoder } = await openOver(broken);
    expect(session.trouble.value).toBeUndefined();
    expect(session.opened.value).toEqual({ name: 'a', header: expect.anything() as object });
    const stored = await openOver({});
    expect(session.rows.value.columns.frames).toBe(stored.session.rows.value.columns.frames);
    expect(session.rows.value.columns.frames).toBeGreaterThan(0);
    expect((await decoder.export({ format: 'onetrace', level: 'shapes', keys: false })).file.size).toBeGreaterThan(0);
  });

  it('is refused in words where there is a database, but no room', async () => {
    const full = async (): Promise<never> => {
      throw new StoreError('full', 'The disk is full.');
    };
    const { session } = await openOver({ append: full });
    expect(session.trouble.value?.trouble.message).toBe('The disk is full.');
    expect(session.opened.value).toBeUndefined();
  });

  it('is refused where it is larger than what memory takes: it says so, says what reads it, and shows nothing of it', async () => {
    const { session } = await openOver({ create: unusable }, 10_000);
    expect(session.trouble.value?.trouble.message).toMatch(/without it a file of more than .* cannot be opened here/);
    expect(session.trouble.value?.trouble.message).toContain('`one-trace report`');
    expect(session.opened.value).toBeUndefined();
    expect(session.rows.value.columns.rows).toBe(0);
  });

  it('is shown where it is as large as what memory takes', async () => {
    const whole = await openOver({ create: unusable });
    const size = whole.session.rows.value.columns.rows;
    expect((await openOver({ create: unusable }, 10_000_000)).session.rows.value.columns.rows).toBe(size);
  });

  it('leaves what was open open where it is refused', async () => {
    const { session } = await openOver({ create: unusable }, 1_500_000);
    const shown = session.rows.value.columns.rows;
    expect(shown).toBeGreaterThan(0);
    session.open({ kind: 'file', file: await bigFile(3), name: 'big', salvage: false }, 'big');
    await until(() => session.trouble.value !== undefined && !session.pending.value);
    expect([session.opened.value?.name, session.rows.value.columns.rows]).toEqual(['a', shown]);
  });
});
