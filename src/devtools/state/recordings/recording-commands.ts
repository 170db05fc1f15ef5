import { writeMark } from '../../../core/trace/mark.ts';
import type { RecordingRow, RecordingSummary } from '../../../core/store/store.ts';
import { titleOf } from './recording-words.ts';
import type { Mark } from '../live/live.ts';
import type { Panel } from '../panel.ts';

/** Pins the recording from now on, or ends the stretch, which is then saved. */
export function toggleRecording({ live, notices }: Panel): void {
  if (live === undefined) return;
  const isPinned = live.recording.peek()?.pinned === true;
  live.record(!isPinned);
  if (!isPinned) notices.say({ text: 'Recording from now on' });
}

/** Saves what is still kept of the last milliseconds of the tab; everything where none are given. */
export const saveRecent = ({ live }: Panel, ms?: number): void => live?.save(ms);

/** What the shortcut saves, and the menu offers first. */
export const RECENT_MS = 300_000;

/** What a mark set now would be about: the selected message, where there is one. */
export function markedMessage({ session, selection }: Panel): Required<Mark>['about'] | undefined {
  const row = selection.row.peek();
  const { columns } = session.rows.peek();
  const isFrame = row !== undefined && columns.get('no', row) > 0;
  const conn = isFrame ? columns.tables.conns[columns.get('conn', row)] : undefined;
  return conn === undefined || row === undefined ? undefined : { conn, seq: columns.get('seq', row) };
}

/** Sets a mark in the recording that is shown: in a live one through its page, in any other at its end. */
export async function setMark(panel: Panel, mark: Mark): Promise<void> {
  const { live, session, recordings, decoder, notices } = panel;
  const id = session.opened.peek()?.recording;
  if (live && (id === undefined || id === live.recording.peek()?.id)) return live.mark(mark);
  const end = session.rows.peek().conns.end;
  const isSet = id !== undefined && (await recordings.append(id, writeMark(mark, end)));
  if (isSet) decoder.grown(false);
  else notices.say({ text: 'This recording is not kept in the browser, so it takes no marks' });
}

/** Empties the list; the saved recordings stay, and the list can be brought back for a while. */
export function clearList({ live, notices, selection }: Panel): void {
  if (live === undefined) return;
  live.clear();
  selection.select(undefined);
  const text = live.recording.peek()?.pinned ? 'List cleared; the recording begins anew' : 'List cleared';
  notices.say({ text, action: { title: 'Undo', run: () => live.undoClear() } });
}

export function openRow(panel: Panel, row: RecordingRow): void {
  panel.openRecording(row.id, titleOf(row));
  panel.go('messages');
}

/** Takes the whole recent past of a tab, open or closed, into a recording of its own. */
export async function keepRow({ live, recordings, notices }: Panel, row: RecordingRow): Promise<void> {
  if (live?.recording.peek()?.id === row.id) return live.save();
  const isKept = await recordings.keep(row, titleOf(row));
  if (isKept) notices.say({ text: `Saved “${titleOf(row)}”` });
}

/**
 * Keeps the session keys that are known with a saved recording, or takes them out again. They go with it when it is deleted; in a file they are
 * only where the export says so.
 */
export async function keepKeys({ recordings, keysOf, notices }: Panel, { id, keys }: RecordingRow): Promise<void> {
  if (keys !== undefined) return recordings.update(id, { keys: undefined });
  const known = await keysOf(id);
  if (known.length === 0) return notices.say({ text: 'No session keys of this recording are known any more' });
  await recordings.update(id, { keys: known });
}

/** What is known of a recording: of the one that is shown, what the panel sees; of others, what reading them gave. */
export function summaryOf({ session }: Panel, { id, pages, summary }: RecordingRow): RecordingSummary | undefined {
  if (session.opened.value?.recording !== id || session.pending.value) return summary;
  const { connections, findings } = session.report.value;
  const count = (of: 'error' | 'warning'): number => findings.filter(({ severity }) => severity === of).length;
  return { pages, connections: connections.length, errors: count('error'), warnings: count('warning') };
}
