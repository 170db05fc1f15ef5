import { expect, it } from 'vitest';
import type { SiteRow } from '../../../../src/core/contract/panel.ts';
import type { RecordingRow } from '../../../../src/core/store/store.ts';
import { recordingsOf, siteRows } from '../../../../src/devtools/state/live/site-rows.ts';

const row = (site: string, more: Partial<SiteRow> = {}): SiteRow => ({
  site,
  origin: site,
  access: 'declared',
  canRevoke: false,
  capture: true,
  decrypt: false,
  pageApi: false,
  ...more,
});
const recording = (id: number, origin: string, kind: RecordingRow['kind'] = 'flight'): RecordingRow => ({
  ...{ id, uid: `r${id}`, kind, origin, title: '', created: 0, updated: 0, pages: 1, frames: 1, bytes: 100, lost: 0 },
});

it('lists the page in the tab first, then what has something to it, and counts the rest in one line', () => {
  const { listed, others } = siteRows(
    [
      row('https://lama.one'),
      row('https://quiet.test', { capture: false }),
      row('http://localhost'),
      row('https://mine.test', { access: 'granted', canRevoke: true }),
    ],
    'http://localhost:8123',
    [recording(1, 'https://lama.one'), recording(2, 'https://forgotten.test')],
  );
  expect(listed.map(({ site }) => site)).toEqual([
    'http://localhost:8123',
    'https://lama.one',
    'https://quiet.test',
    'https://mine.test',
    'https://forgotten.test',
  ]);
  expect(others).toEqual(['localhost']);
  expect(listed[0]).toMatchObject({ isHere: true, access: 'declared' });
  expect(listed[1]?.recordings.map(({ id }) => id)).toEqual([1]);
  expect(listed[4]).toMatchObject({ access: 'missing', capture: false });
});

it('counts only what was recorded here to a site', () => {
  const rows = [
    recording(1, 'https://a.test'),
    recording(2, 'https://a.test', 'import'),
    recording(3, 'https://b.test'),
  ];
  expect(recordingsOf('https://a.test', rows).map(({ id }) => id)).toEqual([1]);
});
