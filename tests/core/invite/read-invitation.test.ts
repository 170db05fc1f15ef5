import { describe, expect, it } from 'vitest';
import { readInvitation } from '../../../src/core/invite/read-invitation.ts';

const TOKEN = 'aZ09_-'.repeat(11).slice(0, 64);
const KEY = 'AB'.repeat(32);
const whole = { token: TOKEN, publicKey: KEY, url: 'wss://comm.example.test:8443/path?x' };
const address = (value: unknown): string =>
  `https://one.local/invites/invitePartner/?invited=true#${encodeURIComponent(JSON.stringify(value))}`;

const problemOf = (value: unknown): string | undefined => readInvitation(address(value))?.problem;

describe('an invitation', () => {
  it.each([
    ['as an address', address(whole)],
    ['as its fragment', `#${encodeURIComponent(JSON.stringify(whole))}`],
    ['as JSON', JSON.stringify(whole)],
    ['with white space around it', `\n ${address(whole)} \n`],
  ])('is read %s', (_, text) => {
    expect(readInvitation(text)).toEqual({
      token: TOKEN,
      publicKey: KEY.toLowerCase(),
      host: 'comm.example.test:8443',
    });
  });

  it.each([
    ['a token that is too short', { ...whole, token: 'abc' }, 'has a token of 3 characters instead of 64'],
    [
      'a token with odd characters',
      { ...whole, token: `${TOKEN.slice(1)} ` },
      'has a token with characters that no token has',
    ],
    ['no token', { ...whole, token: undefined }, 'has no token'],
    ['a damaged key', { ...whole, publicKey: 'xyz' }, 'has a public key that is not 64 hex digits'],
    ['another kind of address', { ...whole, url: 'https://x.test' }, 'has an address that is not ws:// or wss://'],
    ['no address', { token: TOKEN, publicKey: KEY }, 'has no address'],
  ])('with %s says so', (_, value, problem) => {
    expect(problemOf(value)).toBe(problem);
  });

  it('that cannot be read is told by the address that it was opened with', () => {
    expect(readInvitation('https://lama.one/invite#%7B%22token')?.problem).toBe(
      'is not readable: no JSON behind the #',
    );
  });

  it.each([
    ['prose', 'see you at eight'],
    ['an ordinary address', 'https://example.test/page#section'],
    ['other JSON', '{"token":"x"}'],
    ['an invitation page without a fragment', 'https://lama.one/invite#'],
    ['a novel', 'x'.repeat(9000)],
  ])('is not seen in %s', (_, text) => {
    expect(readInvitation(text)).toBeUndefined();
  });
});
