import { afterEach, describe, expect, it } from 'vitest';
import { json } from '../../src/content/json.ts';

const polluted = Object.prototype as { toJSON?: unknown; extra?: unknown };

afterEach(() => {
  delete polluted.toJSON;
  delete polluted.extra;
});

describe('JSON for records', () => {
  const value = {
    text: 'grüße "x"\n\ud800',
    n: 1.5,
    none: null,
    yes: true,
    list: ['a', 2, null, { b: false }],
    deep: { c: '' },
  };

  it('is that of JSON.stringify, members that are undefined left out', () => {
    expect(json({ ...value, gone: undefined })).toBe(JSON.stringify(value));
    expect(JSON.parse(json({ bad: NaN, far: Infinity }))).toEqual({ bad: null, far: null });
    expect(json({})).toBe('{}');
  });

  it('takes nothing from prototypes', () => {
    polluted.toJSON = () => 'stolen';
    polluted.extra = 'inherited';
    expect(json(value)).not.toMatch(/stolen|inherited/);
  });
});
