import { expect, it } from 'vitest';
import type { RecordingRow } from '../../../../src/core/store/store.ts';
import { labelOf, lengthOf } from '../../../../src/devtools/state/recordings/recording-words.ts';

const row: RecordingRow = {
  id: 1,
  uid: 'u',
  kind: 'import',
  origin: '',
  title: 'big',
  created: 1_000,
  updated: 500_000_000,
  pages: 3,
  frames: 4,
  bytes: 4_000,
  lost: 0,
};

it('the length of an import is told when it is over: until then its row begins with the file and ends now', () => {
  const importing = { ...row, importing: 'a lock' };
  expect(lengthOf(importing)).toBeUndefined();
  expect(labelOf(importing, undefined, 'importing…')).toMatch(/, started [^,]+, 4 messages, /);
  expect(lengthOf(row)).toBe('138 h 53 min');
});
