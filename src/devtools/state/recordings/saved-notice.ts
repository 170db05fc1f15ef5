import type { PanelNotice } from '../../../core/contract/panel.ts';
import type { RecordingRow } from '../../../core/store/store.ts';
import { plural } from '../format.ts';
import type { Notice } from '../notice.ts';
import { titleOf } from './recording-words.ts';

/** What became of a wish to save. */
export function savedNotice(
  { id, name = '', frames = 0 }: Extract<PanelNotice, { type: 'saved' }>,
  describe: () => void,
): Notice {
  if (id === undefined) return { text: 'Nothing was recorded in that time, so nothing was saved' };
  return {
    text: `Saved “${name}” with ${plural(frames, 'message')}`,
    action: { title: 'Name it…', run: describe },
  };
}

export const markedNotice = (ok: boolean): Notice => ({
  text: ok ? 'Mark set' : 'Nothing is recorded in this tab yet, so there is nothing to mark',
});

/** Its panel was closed, or the browser with it. A part would look like a whole. */
export function abandonedNotice(rows: readonly RecordingRow[]): Notice {
  const [first, ...others] = rows.map(titleOf);
  return others.length === 0
    ? { text: `The import of “${first ?? ''}” was interrupted; nothing of it is kept` }
    : {
        text: `The imports of “${first ?? ''}” and ${plural(others.length, 'other')} were interrupted; nothing of them is kept`,
      };
}
