import { describe, expect, it } from 'vitest';
import type { RedactionLevel } from '../../../src/core/redact/level.ts';
import { createStandIns } from '../../../src/core/redact/stand-ins.ts';
import { redactPageUrl, redactUrl } from '../../../src/core/redact/redact-url.ts';
import { redactUserAgent } from '../../../src/core/redact/user-agent.ts';
import { isKnownCommHost } from '../../../src/core/model/host.ts';

const standIns = createStandIns(new Uint8Array(32).fill(7));
const at = (level: Exclude<RedactionLevel, 'none'>) => ({ level, standIns });
const HOST = 'host-[0-9a-f]{12}\\.redacted\\.invalid';

describe('an address', () => {
  it.each([['ws://localhost:8000'], ['ws://127.0.0.1:22850'], ['wss://[::1]:8000'], ['http://app.localhost:5173']])(
    'of this machine stays at every level: %s',
    (url) => {
      expect(redactUrl(url, at('shapes'))).toBe(url);
      expect(redactUrl(url, at('fields'))).toBe(url);
    },
  );

  it.each([
    ['wss://comm.example.com', `^wss://${HOST}$`],
    ['ws://192.168.1.20:8001', `^ws://${HOST}$`],
    ['https://app.example.com:8443/a/b?c=d#e', `^https://${HOST}/~[0-9a-f]{12}$`],
  ])('of another machine has a stand-in among shapes: %s', (url, form) => {
    expect(redactUrl(url, at('shapes'))).toMatch(new RegExp(form));
  });

  it('keeps the name of a public host among fields, and nothing behind it', () => {
    expect(redactUrl('wss://comm.example.com:8443', at('fields'))).toBe('wss://comm.example.com:8443');
    expect(redactUrl('wss://user:pass@comm.example.com/token/1234?t=5', at('fields'))).toMatch(
      /^wss:\/\/comm\.example\.com\/~[0-9a-f]{12}$/,
    );
  });

  it.each([
    'ws://192.168.1.20:8001',
    'ws://[fe80::1]:80',
    'ws://alices-laptop.local',
    'ws://nas',
    'wss://0f3c9a7be21d44.example.com',
  ])('that names a machine of somebody has a stand-in at every level: %s', (url) => {
    expect(redactUrl(url, at('fields'))).toMatch(new RegExp(`^wss?://${HOST}$`));
  });

  it('of a comm server that ONE apps use is still taken for one', () => {
    const redacted = redactUrl('wss://comm10.dev.refinio.one', at('shapes'));
    expect(redacted).not.toContain('refinio');
    expect(isKnownCommHost(new URL(redacted).host)).toBe(true);
    expect(redactUrl('wss://comm10.dev.refinio.one', at('fields'))).toBe('wss://comm10.dev.refinio.one');
  });

  it('is equal where it was equal, path and all, and different where it was not', () => {
    const [a, b, c] = ['wss://one.example/a', 'wss://one.example/b', 'wss://two.example/a'].map((url) =>
      redactUrl(url, at('shapes')),
    );
    expect(redactUrl('wss://one.example/a', at('shapes'))).toBe(a);
    expect(new Set([a, b, c]).size).toBe(3);
  });

  it('that is none has a stand-in, and a data channel one for its label', () => {
    expect(redactUrl('not an address', at('fields'))).toMatch(/^‹#[0-9a-f]{12}›$/);
    expect(redactUrl('webrtc:chat with bob', at('fields'))).toMatch(/^webrtc:‹#[0-9a-f]{12}›$/);
  });

  it.each([
    '',
    'ws://localhost',
    'wss://comm.example.com/a?b',
    'ws://192.168.1.20',
    'webrtc:x',
    'data:text/html,hi',
    'about:blank',
    'nonsense',
    'file:///home/alice',
  ])('redacted again is the same: %s', (url) => {
    for (const level of ['shapes', 'fields'] as const) {
      const once = redactUrl(url, at(level));
      expect(redactUrl(once, at(level))).toBe(once);
    }
  });
});

describe('the address of a page', () => {
  it('is its origin alone', () => {
    expect(redactPageUrl('https://edda.one/invites/invitePartner/?invited=#abc', at('fields'))).toBe(
      'https://edda.one',
    );
  });

  it.each([
    ['https://edda.one/register/3', 'https://edda.one/register/3'],
    ['https://edda.one/app/register', 'https://edda.one/register'],
  ])('keeps the step of a registration: %s', (url, kept) => {
    expect(redactPageUrl(url, at('fields'))).toBe(kept);
    expect(redactPageUrl(kept, at('fields'))).toBe(kept);
  });
});

it.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.7104.93 Safari/537.36',
    'Chrome/148',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36 Edg/148.0.1.2',
    'Edge/148',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:142.0) Gecko/20100101 Firefox/142.0', 'Firefox/142'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
    'Safari/26',
  ],
  ['something of its own', 'unknown'],
])('of a user agent the browser and its major version stay: %s', (userAgent, kept) => {
  expect(redactUserAgent(userAgent)).toBe(kept);
  expect(redactUserAgent(kept)).toBe(kept);
});
