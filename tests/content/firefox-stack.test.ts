import { describe, expect, it } from 'vitest';
import { isOnlyIn } from '../../src/content/worker/firefox-stack.ts';

const OURS = 'one-trace:worker';

describe('a stack of Firefox', () => {
  it('is of our wrapper alone where the page’s script could not be had or not be read', () => {
    expect(isOnlyIn(OURS, '@one-trace:worker:1:164\n')).toBe(true);
    expect(isOnlyIn(OURS, 'importScripts@one-trace:worker:1:20\n@one-trace:worker:1:164\n')).toBe(true);
  });

  it('is not where a line of the page’s script was running', () => {
    expect(isOnlyIn(OURS, '@http://localhost/w.js:1:6\n@one-trace:worker:1:164\n')).toBe(false);
  });

  it('says nothing where there is none, as in Chromium', () => {
    expect(isOnlyIn(OURS, '')).toBe(false);
  });
});
