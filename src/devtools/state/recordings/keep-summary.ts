import { effect, untracked } from '@preact/signals';
import type { TraceReport } from '../../../core/contract/decoder.ts';
import type { RecordingRow, RecordingSummary } from '../../../core/store/store.ts';
import type { Session } from '../session.ts';
import { isAtRest } from './recording-words.ts';
import type { Recordings } from './recordings.ts';

/** Keeps with a recording that was read to its end what was found in it. */
export async function keepSummary(
  recordings: Recordings,
  { id, pages, summary }: RecordingRow,
  report: TraceReport,
): Promise<void> {
  const found = summaryOf(pages, report);
  if (JSON.stringify(summary) !== JSON.stringify(found)) await recordings.update(id, { summary: found });
}

const summaryOf = (pages: number, { connections, findings }: TraceReport): RecordingSummary => ({
  pages,
  connections: connections.length,
  errors: findings.filter(({ severity }) => severity === 'error').length,
  warnings: findings.filter(({ severity }) => severity === 'warning').length,
});

/** The same for what the panel shows: nobody has to read it once more for the list of recordings. Returns the undo. */
export function keepShownSummary(recordings: Recordings, session: Session): () => void {
  const rowOf = (id: number): RecordingRow | undefined => recordings.rows.peek().find((row) => row.id === id);

  async function keep(id: number): Promise<void> {
    const isRead = (): boolean =>
      session.opened.peek()?.recording === id && !session.pending.peek() && session.trouble.peek() === undefined;
    const known = rowOf(id);
    // A tab that goes on is read to its end many times a second.
    if (known && !isAtRest(known)) return;
    // An import has more pages now than when it was listed.
    await recordings.refresh();
    const row = rowOf(id);
    if (row && isAtRest(row) && isRead()) await keepSummary(recordings, row, session.report.peek());
  }

  return effect(() => {
    const id = session.opened.value?.recording;
    if (id !== undefined && !session.pending.value) untracked(() => void keep(id));
  });
}
