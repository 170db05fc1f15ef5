import { ROW } from '../../../core/contract/row-columns.ts';
import { median } from '../../../core/stats/alert-words.ts';
import type { ConnectionReport } from '../../../core/report/report.ts';
import { bytes, duration, plural } from '../format.ts';
import type { Rows } from '../session.ts';
import { rate } from '../stats/stats-words.ts';

/** CHUM looks at the roots again after 5 s (PROTOCOL §6.3). */
const POLL_MS = 5000;
const NEAR = 0.12;
/** Silence between bursts. */
const PAUSE_MS = 1000;
const LEAST_BURSTS = 3;

/** Time from burst to burst, where it is that of a polling CHUM; undefined otherwise. Times ascend. */
export function pollingInterval(times: readonly number[]): number | undefined {
  const starts = times.filter((t, at) => at === 0 || t - (times[at - 1] ?? t) >= PAUSE_MS);
  if (starts.length < LEAST_BURSTS) return undefined;
  const apart = median(starts.slice(1).map((t, at) => t - (starts[at] ?? t)));
  return apart !== undefined && Math.abs(apart - POLL_MS) <= POLL_MS * NEAR ? apart : undefined;
}

/** What can be said of a connection whose content stays closed: how much, how often, and whether that looks like polling. */
export function lockedWords(connection: ConnectionReport, { columns, conns }: Rows): string {
  const { conn, messagesIn, messagesOut, bytesIn, bytesOut } = connection;
  const rows = conns.of(columns.tables.conns.indexOf(conn))?.rowOfSeq ?? [];
  const times = rows.filter((row) => columns.get('flags', row) & ROW.locked).map((row) => columns.get('t', row));
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  const apart = pollingInterval(times);
  return [
    `${plural(messagesIn + messagesOut, 'message')}, ${bytes(bytesIn + bytesOut)}`,
    `${plural(times.length, 'encrypted frame')}${seconds > 0 ? `, ${rate(times.length / seconds, '/s')}` : ''}`,
    ...(apart === undefined ? [] : [`bursts ${duration(apart)} apart: looks like polling`]),
  ].join(' · ');
}
