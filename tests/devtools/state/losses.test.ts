import { describe, expect, it } from 'vitest';
import { banners } from '../../../src/devtools/state/banners.ts';
import { spansLoss } from '../../../src/devtools/state/handshakes/at-least.ts';
import type { Panel } from '../../../src/devtools/state/panel.ts';
import { missingOf } from '../../../src/devtools/state/recordings/recording-words.ts';
import { lossyFile } from '../lossy-file.ts';
import { viewerOver } from '../viewer.ts';

/** A panel that has a recording with such losses open. */
const panelOver = async (lost: number, cut: number): Promise<Panel> =>
  viewerOver(new File([await lossyFile(lost, cut)], 'lossy.onetrace'), {
    isPrivate: false,
    retention: { read: async () => ({}), write: async () => undefined },
  });

describe('what the panel says of losses', () => {
  it.each([
    [
      'both',
      12,
      3,
      '12 records lost, 3 payloads cut.',
      'Show the gap',
      '12 records are missing in it, 3 payloads are cut.',
    ],
    ['payloads alone', 0, 1, '1 payload cut', 'Show the first', '1 payload is cut in it.'],
    ['records alone', 1, 0, '1 record lost', 'Show the gap', '1 record is missing in it.'],
  ])('tells missing records from payloads that were cut: %s', async (_, lost, cut, title, action, missing) => {
    const panel = await panelOver(lost, cut);
    const rows = panel.session.rows.value;
    expect(rows.conns.losses).toEqual({ lost, cut });
    expect(banners(panel)).toMatchObject([{ title, action: { title: action } }]);
    // A time is only "at least" so long where a message may be missing in it.
    expect(spansLoss(rows, 'ws1', 0, 9)).toBe(lost > 0);
    const [row] = panel.recordings.rows.value;
    expect(row && missingOf(row)).toBe(missing);
  });
});
