import { effect, untracked } from '@preact/signals';
import type { Letter } from '../../../core/contract/two-recordings.ts';
import type { Panel } from '../panel.ts';

/**
 * Shows a frame of one of two compared recordings: opens that recording where another one is open, and selects the frame once it
 * was read.
 */
export function showPlace(panel: Panel, side: Letter, conn: string, seq: number): void {
  const { session, two, show } = panel;
  const picked = two.sides[side].peek();
  if (picked === undefined) return;
  const { origin } = picked;
  const isOpen = origin.kind === 'recording' && session.opened.peek()?.recording === origin.id;
  const before = session.opened.peek();
  if (!isOpen) session.open(origin, picked.name);
  let undo = (): void => {};
  let isDone = false;
  const finish = (): void => {
    isDone = true;
    queueMicrotask(() => undo());
  };
  undo = effect(() => {
    void session.version.value;
    const opened = session.opened.value;
    const { columns, conns } = session.rows.value;
    if (isDone || (!isOpen && opened === before)) return;
    untracked(() => {
      // A file became a recording with its first opening: it is not taken in once more.
      if (opened?.recording !== undefined && origin.kind === 'file')
        two.sides[side].value = { ...picked, origin: { kind: 'recording', id: opened.recording } };
      const row = conns.rowOf(columns.tables.conns.indexOf(conn), seq);
      if (row !== undefined) {
        finish();
        show(row);
      } else if (!session.pending.peek()) finish();
    });
  });
}
