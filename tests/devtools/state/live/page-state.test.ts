import { expect, it } from 'vitest';
import type { SiteState } from '../../../../src/core/contract/panel.ts';
import type { Live } from '../../../../src/devtools/state/live/live.ts';
import { oneWords, pageState } from '../../../../src/devtools/state/live/page-state.ts';
import { SITE } from './site-state.ts';

const site = (more: Partial<SiteState>): SiteState => ({ ...SITE, ...more });

it.each([
  ['none', 'Grant access to edda.one'],
  ['off', 'Switch capture on'],
  ['reload', 'Reload the page'],
  ['lost', 'Reload the page'],
  ['capturing', undefined],
  ['unsupported', undefined],
] as const)('a page that is %s has its word, its reason and at most one thing to do: %s', (capture, action) => {
  const state = pageState(site({ capture }));
  expect(state.word).not.toBe('');
  expect(state.reason).toMatch(/^[A-Z].*\.$/s);
  expect(state.action?.title).toBe(action);
});

it('says of each kind of page why it cannot be captured', () => {
  const reasons = [
    'about:config',
    'file:///home/x.html',
    'https://addons.mozilla.org/firefox/',
    'moz-extension://x/panel.html',
    'data:text/html,x',
    '',
  ].map((url) => pageState(site({ capture: 'unsupported', url })).reason);
  expect(new Set(reasons).size).toBe(reasons.length);
});

it('calls a page one of ONE only where a connection proved it', () => {
  expect(oneWords([])).toBeUndefined();
  expect(oneWords([{ sign: 'database', detail: 'OneDB#12345678…' }])?.badge).toBe('looks like ONE');
  expect(oneWords([{ sign: 'frame', detail: 'first frame "register"' }])?.badge).toBe('ONE.models detected');
});

it('acts on the site that it speaks of', () => {
  const said: unknown[] = [];
  const live = { capture: (origin: string, on: boolean) => said.push([origin, on]) } as unknown as Live;
  pageState(site({ capture: 'off' })).action?.run(live);
  expect(said).toEqual([['https://edda.one', true]]);
});
