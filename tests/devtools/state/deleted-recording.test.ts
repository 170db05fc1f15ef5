import { expect, it } from 'vitest';
import type { Panel } from '../../../src/devtools/state/panel.ts';
import { captureOf } from '../open-decoder.ts';
import { viewerOver } from '../viewer.ts';

/** The viewer with a file open, which is a recording of its own. */
async function openPanel(): Promise<{ panel: Panel; shown: number }> {
  const panel = await viewerOver(new File([await captureOf('happy-browser-dials')], 'happy.onetrace'));
  const shown = panel.session.opened.value?.recording;
  if (shown === undefined) throw new Error('the file is no recording');
  return { panel, shown };
}

it('a recording that is deleted while it is shown is shown no longer', async () => {
  const { panel, shown } = await openPanel();
  expect(panel.session.rows.value.columns.rows).toBeGreaterThan(0);
  await panel.recordings.removeAll([shown]);
  expect(panel.session.rows.value.columns.rows).toBe(0);
  expect(panel.session.report.value.connections).toEqual([]);
  expect(panel.session.opened.value).toBeUndefined();
});

it('another recording that is deleted leaves the one that is shown alone', async () => {
  const { panel, shown } = await openPanel();
  const rows = panel.session.rows.value.columns.rows;
  await panel.recordings.remove(shown + 1);
  expect(panel.session.rows.value.columns.rows).toBe(rows);
});
