import { describe, expect, it } from 'vitest';
import { createConsent } from '../../../src/background/sites/consent.ts';
import { matchesPattern, patternOf } from '../../../src/background/sites/match-pattern.ts';
import type { Evidence } from '../../../src/core/contract/evidence.ts';
import { relayOrigin } from '../../../src/background/recorder/relay-origin.ts';
import type { SiteRow } from '../../../src/core/contract/panel.ts';
import { siteList } from '../../../src/background/sites/site-list.ts';
import { siteState } from '../../../src/background/sites/site-state.ts';
import type { TabStatus } from '../../../src/background/tab-status.ts';
import { isSameScript, wantedScripts } from '../../../src/background/sites/wanted-scripts.ts';
import { grantTarget } from '../../../src/grant/target.ts';
import { memoryArea } from '../background-fixture.ts';

const FRAME: Evidence = { sign: 'frame', detail: 'register' };

const HOME = ['https://lama.one/*', 'http://localhost/*'];
const DECLARED = [
  { js: ['src/content/hook.iife.js'], world: 'MAIN', matches: HOME },
  { js: ['moz-extension://u/src/content/relay.iife.js'], matches: HOME },
];
const wanted = (
  permitted: string[],
  consented: string[] = [],
  ports = true,
  served = consented,
  inWorkers: string[] = [],
  withErrors: string[] = [],
  filtered: string[] = [],
) => wantedScripts({ declared: DECLARED, permitted, consented, served, inWorkers, filtered, withErrors, ports });

describe('the scripts of a site', () => {
  it('are none where nothing but the declared sites is permitted', () => {
    expect(wanted(HOME)).toEqual([]);
  });

  it('are the declared ones in the same worlds where the user granted a site', () => {
    const granted = ['https://mine.test/*'];
    expect(wanted([...HOME, ...granted])).toMatchObject([
      { id: 'granted-main', world: 'MAIN', js: ['src/content/hook.iife.js'], matches: granted, excludeMatches: HOME },
      { id: 'granted-isolated', world: 'ISOLATED', js: ['src/content/relay.iife.js'], matches: granted },
    ]);
  });

  it('hold discovery and the page API for consented origins that are permitted, and for nothing else', () => {
    const consented = ['http://localhost:8123', 'https://not-permitted.test'];
    expect(wanted(HOME, consented)).toMatchObject([
      { id: 'discovery', world: 'MAIN', matches: ['http://localhost:8123/*'] },
      { id: 'stats', world: 'MAIN', js: ['src/content/stats.iife.js'], matches: ['http://localhost:8123/*'] },
    ]);
    const withoutPorts = { matches: ['http://localhost/*'] };
    expect(wanted(HOME, consented, false)).toMatchObject([withoutPorts, withoutPorts]);
    expect(wanted(HOME, ['https://not-permitted.test'])).toEqual([]);
  });

  it('hold the page API only for those that are to have it, whatever may be decrypted', () => {
    const mine = 'http://localhost:8123';
    expect(wanted(HOME, [], true, [mine]).map(({ id }) => id)).toEqual(['stats']);
    expect(wanted(HOME, [mine], true, []).map(({ id }) => id)).toEqual(['discovery']);
  });

  it('bring the hook into workers only where that is wished for', () => {
    const mine = 'http://localhost:8123';
    expect(wanted(HOME, [], true, [], [mine, 'https://not-permitted.test'])).toMatchObject([
      { id: 'workers', world: 'MAIN', js: ['src/content/workers.iife.js'], matches: ['http://localhost:8123/*'] },
    ]);
  });

  it('record errors of the console only where that is wished for', () => {
    const mine = 'http://localhost:8123';
    expect(wanted(HOME, [], true, [], [], [mine, 'https://not-permitted.test'])).toMatchObject([
      { id: 'errors', world: 'MAIN', js: ['src/content/errors.iife.js'], matches: ['http://localhost:8123/*'] },
    ]);
  });

  it('count as the same whatever the browser made of their form', () => {
    const [script] = wanted([...HOME, 'https://b.test/*', 'https://a.test/*']);
    if (!script) throw new Error('no script');
    const registered = {
      ...script,
      js: ['chrome-extension://x/src/content/hook.iife.js'],
      matches: ['https://a.test/*', 'https://b.test/*'],
    };
    expect(isSameScript(script, registered)).toBe(true);
    expect(isSameScript(script, { ...registered, matches: ['https://a.test/*'] })).toBe(false);
  });
});

describe('match patterns', () => {
  it.each([
    ['http://localhost:8000/a?b', 'http://localhost/*', true],
    ['https://localhost/', 'http://localhost/*', false],
    ['http://[::1]:99/', 'http://[::1]/*', true],
    ['https://a.one.test/', 'https://*.one.test/*', true],
    ['https://one.test/', 'https://*.one.test/*', true],
    ['https://evilone.test/', 'https://*.one.test/*', false],
    ['https://any.test/', '*://*/*', true],
    ['https://any.test/', '<all_urls>', true],
    ['file:///x', '*://*/*', false],
    ['nonsense', 'https://one.test/*', false],
  ])('%s fits %s: %s', (url, pattern, fits) => {
    expect(matchesPattern(url, pattern)).toBe(fits);
  });

  it('cover an origin, with its port where the browser knows such, and nothing that is no web origin', () => {
    expect(patternOf('http://localhost:8000', true)).toBe('http://localhost:8000/*');
    expect(patternOf('http://localhost:8000', false)).toBe('http://localhost/*');
    expect(patternOf('chrome://settings', true)).toBeUndefined();
    expect(patternOf('', false)).toBeUndefined();
  });
});

describe('the state of a site', () => {
  const status = (hook: TabStatus['hook']): TabStatus => ({
    origin: 'https://one.test',
    hook,
    evidence: [FRAME],
    otherSockets: 2,
    otherBytes: 30,
  });
  const at = (more: Partial<Parameters<typeof siteState>[0]>) =>
    siteState({
      url: 'https://one.test/x',
      permitted: true,
      silent: false,
      isPrivate: false,
      consented: false,
      pageApi: false,
      workers: false,
      workersUnfit: undefined,
      filtered: undefined,
      errors: false,
      status: undefined,
      ...more,
    });

  it.each([
    ['unsupported', { url: 'chrome://settings' }],
    ['unsupported', { url: undefined }],
    ['unsupported', { url: 'https://addons.mozilla.org/' }],
    ['none', { permitted: false }],
    ['none', { permitted: false, silent: true }],
    ['off', { silent: true, status: status('early') }],
    ['reload', {}],
    ['reload', { status: status('late') }],
    ['lost', { status: status('orphaned') }],
    ['capturing', { status: status('early') }],
    ['reload', { status: status('early'), url: 'https://elsewhere.test/' }],
  ] as const)('is %s for %o', (capture, facts) => {
    expect(at(facts).capture).toBe(capture);
  });

  it('does not carry over what was seen on another site', () => {
    expect(at({ status: status('early') })).toMatchObject({ evidence: [FRAME], otherSockets: 2, otherBytes: 30 });
    const elsewhere = at({ status: status('early'), url: 'https://elsewhere.test/' });
    expect(elsewhere).toMatchObject({ evidence: [], otherSockets: 0, otherBytes: 0 });
  });
});

describe('the list of sites', () => {
  const facts = {
    declared: ['https://lama.one/*', 'http://localhost/*'],
    permitted: ['https://lama.one/*', 'http://localhost/*', 'https://mine.test/*', '*://*.many.test/*'],
    decrypt: ['http://localhost:8123', 'https://gone.test'],
    pageApi: [],
    silent: ['https://lama.one'],
    keepsDeclared: true,
  };
  const row = (list: SiteRow[], site: string) => list.find((each) => each.site === site);

  it('has what was granted, what comes with the extension, and what the user said something about, once each', () => {
    const list = siteList(facts);
    expect(list.map(({ site }) => site).sort()).toEqual([
      '*://*.many.test/*',
      'http://localhost',
      'http://localhost:8123',
      'https://gone.test',
      'https://lama.one',
      'https://mine.test',
    ]);
    expect(row(list, 'https://mine.test')).toMatchObject({ access: 'granted', canRevoke: true, capture: true });
    expect(row(list, 'https://lama.one')).toMatchObject({ access: 'declared', canRevoke: false, capture: false });
    expect(row(list, 'http://localhost:8123')).toMatchObject({ access: 'declared', decrypt: true });
    expect(row(list, 'https://gone.test')).toMatchObject({ access: 'missing', canRevoke: false, capture: false });
    expect(row(list, '*://*.many.test/*')).not.toHaveProperty('origin');
  });

  it('says that Firefox lets sites of the manifest go too', () => {
    expect(row(siteList({ ...facts, keepsDeclared: false }), 'https://lama.one')).toMatchObject({ canRevoke: true });
  });
});

describe('consent', () => {
  it('is kept by origin and can be taken back', async () => {
    const area = memoryArea();
    const consent = createConsent(area, 'decrypt');
    await Promise.all([consent.set('https://a.test', true), consent.set('https://b.test', true)]);
    await consent.set('https://a.test', false);
    expect(await createConsent(area, 'decrypt').origins()).toEqual(['https://b.test']);
    expect(await consent.has('https://a.test')).toBe(false);
    expect(await createConsent(area, 'page-api').origins()).toEqual([]);
  });
});

describe('where a relay is', () => {
  const tab = { id: 4, url: 'https://top.test/', title: 'T' } as never;
  it('is told by the browser: its own origin, else that of the page around it', () => {
    expect(relayOrigin({ tab, frameId: 0, url: 'https://one.test/x' })).toMatchObject({ origin: 'https://one.test' });
    expect(relayOrigin({ tab, frameId: 2, url: 'about:blank' })).toMatchObject({
      origin: 'https://top.test',
      frame: 2,
    });
    expect(relayOrigin({ url: 'chrome-extension://x/panel.html' })).toBeUndefined();
    expect(relayOrigin(undefined)).toBeUndefined();
  });
});

describe('the grant page', () => {
  it('asks for the site that its address names, and for nothing else', () => {
    const target = grantTarget(`#${encodeURIComponent('https://mine.test:8443')}`);
    expect(target).toEqual({ purpose: 'site', origin: 'https://mine.test:8443', host: 'mine.test:8443' });
    for (const hash of ['', '#', '#nonsense', '#file%3A%2F%2F%2Fetc', '#%', '#javascript%3Aalert(1)'])
      expect(grantTarget(hash)).toBeUndefined();
  });
});
