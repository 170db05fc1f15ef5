import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newestChange, writtenAt } from '../../scripts/setup/newest.mjs';
import { isNodeNewEnough } from '../../scripts/setup/node.mjs';

it.each([
  ['18.20.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.0.0', true],
])('knows whether Node %s is new enough: %s', (version, good) => {
  expect(isNodeNewEnough(version)).toBe(good);
});

it('finds the newest change anywhere below a folder, and passes over what is missing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'one-trace-newest-'));
  const file = join(folder, 'a/b/file.ts');
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  writeFileSync(file, '');
  utimesSync(file, 4e9, 4e9);
  expect(newestChange([folder, join(folder, 'missing')])).toBe(4e12);
  expect(writtenAt(file)).toBe(4e12);
  expect(writtenAt(join(folder, 'missing'))).toBe(0);
  rmSync(folder, { recursive: true });
});
