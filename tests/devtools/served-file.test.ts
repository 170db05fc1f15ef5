import { describe, expect, it } from 'vitest';
import { servedFile } from '../../src/devtools/served-file.ts';

describe('the address of the page', () => {
  const here = 'http://127.0.0.1:1/token/panel.html';
  it.each([
    '',
    '?open=',
    '?open=http://evil.example/x',
    '?open=//evil.example/x',
    '?open=../other/x',
    '?open=/x',
    '?keys=keys',
  ])('names no file with %j', (query) =>
    expect(servedFile(here + query)?.file.pathname ?? 'none').toMatch(/^none$|^\/token\/panel\.html$/),
  );

  it('may name one that does not decode', () => {
    expect(servedFile(`${here}?open=recording/%25ZZ`)).toMatchObject({ name: '%ZZ' });
  });
});
