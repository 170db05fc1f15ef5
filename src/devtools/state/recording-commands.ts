import type { Panel } from './panel.ts';

/** Pins the recording from now on, or ends the pinned stretch. */
export function toggleRecording({ live, notices }: Panel): void {
  if (live === undefined) return;
  const isPinned = live.recording.peek()?.pinned === true;
  live.record(!isPinned);
  notices.say({ text: isPinned ? 'Recording ended; it is kept under Recordings' : 'Recording from now on' });
}

/** Empties the list; the saved recordings stay, and the list can be brought back for a while. */
export function clearList({ live, notices, selection }: Panel): void {
  if (live === undefined) return;
  live.clear();
  selection.select(undefined);
  notices.say({ text: 'List cleared', action: { title: 'Undo', run: () => live.undoClear() } });
}
