import { expect, it } from 'vitest';
import { leaksIn, secretText } from './leaks.ts';

const SECRET = 'correct horse battery';
const KEY = '9861d52f0e4c47ab8cf1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d58031';
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const wide = Buffer.from(SECRET, 'utf16le');

it.each([
  ['as it is', `{"a":"${SECRET}"}`],
  ['in the middle of a word', `xx${SECRET}xx`],
  ['in hex', hex(Buffer.from(SECRET))],
  ['in upper-case hex', hex(Buffer.from(SECRET)).toUpperCase()],
  ['in base64', Buffer.from(SECRET).toString('base64')],
  ['in base64 behind one byte', Buffer.from(`a${SECRET}bc`).toString('base64')],
  ['in base64 behind two bytes', Buffer.from(`ab${SECRET}c`).toString('base64')],
  ['in UTF-16, in hex', hex(wide)],
  ['in UTF-16, the other order, in hex', hex(Buffer.from(wide).swap16())],
  ['in UTF-16, in base64', Buffer.from(wide).toString('base64')],
  ['in UTF-16, behind a byte, in base64', Buffer.concat([Buffer.from('a'), wide]).toString('base64')],
  ['in UTF-16, escaped', JSON.stringify([...SECRET].join('\u0000'))],
])('a text is found %s', (_, file) => {
  expect(leaksIn(file, [secretText('the secret', SECRET)])).toHaveLength(1);
});

it.each([
  ['as it is', KEY],
  ['in upper case', KEY.toUpperCase()],
  ['shortened as in a line of the list', `Keys of ${KEY.slice(0, 8)}…${KEY.slice(-4)}`],
  ['in base64', Buffer.from(KEY, 'hex').toString('base64')],
  ['in base64url', Buffer.concat([Buffer.from([1]), Buffer.from(KEY, 'hex')]).toString('base64url')],
])('a key is found %s', (_, file) => {
  expect(leaksIn(file, [secretText('the key', KEY)])).toHaveLength(1);
});

it.each(['the beginning', 'the middle'])('of a long text %s is found', (which) => {
  const text = Array.from({ length: 200 }, (_, at) => `word${at}`).join(' ');
  const piece = which === 'the beginning' ? text.slice(0, 60) : text.slice(text.length / 2 - 5, text.length / 2 + 80);
  expect(leaksIn(piece, [secretText('the text', text)])).toHaveLength(1);
});

it('a file that does not hold it is clean', () => {
  expect(leaksIn('correct horse, battery', [secretText('the secret', SECRET)])).toEqual([]);
});
