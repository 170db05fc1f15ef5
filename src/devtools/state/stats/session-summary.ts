import type { RecordingRow } from '../../../core/store/store.ts';
import type { StatsView } from '../../../core/stats/stats-view.ts';
import type { Thresholds } from '../../../core/stats/thresholds.ts';
import type { DecoderClient } from '../decoder-client.ts';
import type { SessionSummary } from './history.ts';
import { titleOf } from '../recordings/recording-words.ts';

/** Which session the figures are of. */
export type Subject = Pick<SessionSummary, 'uid' | 'name' | 'origin'>;

export const subjectOf = (row: RecordingRow): Subject => ({ uid: row.uid, name: titleOf(row), origin: row.origin });

/** What is kept of a session; undefined where it had no connection that others could be compared with. */
export function summaryOf(subject: Subject, { started, now, figures, alerts }: StatsView): SessionSummary | undefined {
  const { connections, failed, messagesIn, messagesOut, bytesIn, bytesOut, errors, trips } = figures;
  if (connections === 0) return undefined;
  return {
    ...subject,
    started,
    ended: now,
    connections,
    failed,
    messages: messagesIn + messagesOut,
    bytes: bytesIn + bytesOut,
    errors,
    ...(trips.p50 === undefined ? {} : { rttP50: trips.p50 }),
    ...(trips.p95 === undefined ? {} : { rttP95: trips.p95 }),
    alerts: alerts.slice(0, 20).map(({ code, text }) => ({ code, text })),
  };
}

/** Tells the figures of what a decoder reads whenever it has read all there is of a recording. Returns the undo. */
export function figuresAtEnd(
  decoder: DecoderClient,
  thresholds: Thresholds,
  take: (view: StatsView) => void,
): () => void {
  let latest: StatsView | undefined;
  decoder.watch({ stats: { thresholds }, statsMs: 0, chains: [] });
  return decoder.listen((event) => {
    if (event.type === 'opened') latest = undefined;
    if (event.type === 'stats') latest = event.stats;
    if (event.type === 'progress' && !event.pending && latest) take(latest);
  });
}
