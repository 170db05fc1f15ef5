import { describe, expect, it } from 'vitest';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import type { Field } from '../../../src/core/dissect/dissection.ts';
import { CAPTURES, loadCapture } from './captures.ts';

const hasSecret = (fields: readonly Field[]): boolean =>
  fields.some((field) => field.secret === true || hasSecret(field.children ?? []));

describe.each(CAPTURES)('%s decoded for a list', (name) => {
  it('has the tree of every message with a secret, and says the same as in full', () => {
    const full = createDissector();
    const lean = createDissector();
    const unmasked: string[] = [];
    let secrets = 0;
    for (const record of loadCapture(name)) {
      const whole = full.push(record);
      const short = lean.push(record, { detail: 'masking' });
      if (!whole || !short) continue;
      expect({ ...short, tree: [], box: undefined }).toEqual({ ...whole, tree: [], box: undefined });
      if (!whole.tree.some((node) => hasSecret(node.fields))) continue;
      secrets += 1;
      if (short.tree.length === 0) unmasked.push(`${short.name} ${short.summary}`);
    }
    expect(unmasked).toEqual([]);
    expect(secrets).toBeGreaterThan(0);
  });
});
