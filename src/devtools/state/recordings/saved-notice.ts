import type { PanelNotice } from '../../../core/contract/panel.ts';
import { plural } from '../format.ts';
import type { Notice } from '../notice.ts';

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
