import { describe, expect, it } from 'vitest';
import { collectorHeader, collectorUrl } from '../../../src/core/report/collector.ts';

describe('the address of a collector', () => {
  it.each([
    ['https://collector.example', 'https://collector.example/v1/traces'],
    ['https://collector.example:4318/', 'https://collector.example:4318/v1/traces'],
    ['https://collector.example/otlp/v1/traces?tenant=a#x', 'https://collector.example/otlp/v1/traces?tenant=a'],
    ['http://localhost:4318', 'http://localhost:4318/v1/traces'],
    ['http://[::1]:4318', 'http://[::1]:4318/v1/traces'],
  ])('%s is %s', (text, url) => expect(collectorUrl(text)).toBe(url));

  it.each([
    ['', 'no address'],
    ['collector:4318', 'over https'],
    ['http://collector.example', 'over https'],
    ['http://127.0.0.1.example', 'over https'],
    ['file:///tmp/x', 'over https'],
    ['https://me:secret@collector.example', 'as a header'],
  ])('%s is refused: %s', (text, why) => expect(() => collectorUrl(text)).toThrow(why));
});

describe('a header for a collector', () => {
  it('is its name and its value', () =>
    expect(collectorHeader(' Authorization: Bearer a b ')).toEqual(['Authorization', 'Bearer a b']));

  it.each(['', 'Authorization', ': x', 'a b: c', 'X: a\nY: b', 'X: ä'])('is not %j', (text) =>
    expect(() => collectorHeader(text)).toThrow('NAME: VALUE'),
  );
});
