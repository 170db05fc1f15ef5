import type { RecordingRow, RecordingSummary } from '../../../core/store/store.ts';
import { bytes, clockSeconds, duration, plural } from '../format.ts';

export const titleOf = ({ name, title, origin, id }: RecordingRow): string =>
  name || title || origin || `Recording ${id}`;

const KINDS: Record<RecordingRow['kind'], string> = { flight: 'recent past', named: 'saved', import: 'imported' };

export function kindOf(row: RecordingRow, isThisTab: boolean): string {
  if (isThisTab) return 'this tab';
  return row.importing === undefined ? KINDS[row.kind] : 'importing…';
}

/** A tab that goes on changes what there is to find with every page, and so does an import. */
export const isAtRest = ({ kind, ended, importing }: RecordingRow): boolean =>
  importing === undefined && (kind !== 'flight' || ended !== undefined);

/** What only a person takes away. */
export const isKept = ({ kind, pinnedFrom }: RecordingRow): boolean => kind !== 'flight' || pinnedFrom !== undefined;

/** Undefined while it is imported: how long it is shows at its end. */
export const lengthOf = ({ created, updated, importing }: RecordingRow): string | undefined =>
  importing === undefined ? duration(Math.max(0, updated - created)) : undefined;

/** The time of day where it was today, else the day with it. */
export function startedOf({ created }: RecordingRow, now = Date.now()): string {
  const date = new Date(created);
  const isToday = date.toDateString() === new Date(now).toDateString();
  if (isToday) return clockSeconds(created);
  return `${date.toLocaleDateString([], { day: 'numeric', month: 'short' })} ${clockSeconds(created).slice(0, 5)}`;
}

/** What was found in it, in words; undefined while nobody has read it. */
export function findingsOf(summary: RecordingSummary | undefined): string | undefined {
  if (summary === undefined) return undefined;
  const { errors, warnings } = summary;
  const parts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'nothing found';
}

/** The row's name for those who do not see it. */
export function labelOf(row: RecordingRow, summary: RecordingSummary | undefined, kind: string): string {
  const length = lengthOf(row);
  return [
    titleOf(row),
    kind,
    `started ${startedOf(row)}`,
    ...(length === undefined ? [] : [length]),
    ...(summary ? [plural(summary.connections, 'connection')] : []),
    plural(row.frames, 'message'),
    ...(summary ? [findingsOf(summary)] : []),
    bytes(row.bytes),
  ].join(', ');
}

/** What is missing in it, where something is. */
export function missingOf({ lost, cut = 0 }: Pick<RecordingRow, 'lost' | 'cut'>): string {
  const records = `${plural(lost - cut, 'record is', 'records are')} missing in it`;
  const payloads = `${plural(cut, 'payload is', 'payloads are')} cut`;
  if (cut === 0) return `${records}.`;
  return lost > cut ? `${records}, ${payloads}.` : `${payloads} in it.`;
}
