import { describe, expect, it } from 'vitest';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { CAPTURE_NAMES, recordsOf } from '../report/read-recording.ts';
import { leaksIn } from './leaks.ts';
import { LEVELS, redactAll, redactedFile } from './redact-all.ts';
import { expectSameConclusions } from './same-conclusions.ts';
import { secretsOfCapture } from './secrets-of.ts';

const recordings = new Map<string, TraceRecord[]>();
for (const name of CAPTURE_NAMES) recordings.set(name, await recordsOf(name));

describe.each(LEVELS)('a recording of the real library, exported as %s', (level) => {
  it.each([...recordings])('%s holds none of what was said', (name, records) => {
    const secrets = secretsOfCapture(name, records);
    expect(secrets.length).toBeGreaterThan(20);
    expect(leaksIn(redactedFile(records, { level }), secrets)).toEqual([]);
  });

  it.each([...recordings])('%s leads to the same conclusions', (_, records) => {
    expectSameConclusions(records, redactAll(records, { level }));
  });

  it.each([...recordings])('%s redacted again is the same', (_, records) => {
    const once = redactAll(records, { level });
    expect(redactAll(once, { level })).toEqual(once);
  });
});

it.each([...recordings])('%s as shapes, then as fields, stays as it is', (_, records) => {
  const shapes = redactAll(records, { level: 'shapes' });
  expect(redactAll(shapes, { level: 'fields' })).toEqual(shapes);
});

it.each([...recordings])('what %s says in full is found where nothing is redacted', (name, records) => {
  const secrets = secretsOfCapture(name, records);
  const file = redactedFile(records, { level: 'none', includeKeys: true });
  expect(leaksIn(file, secrets).length).toBeGreaterThan(10);
});
