import { useEffect } from 'preact/hooks';
import type { RecordingRow } from '../../core/trace/store.ts';
import { bytes, clockSeconds, count, duration, fullTime } from '../state/format.ts';
import { Icon } from './Icon.tsx';
import { IconButton } from './IconButton.tsx';
import { usePanel } from './PanelContext.tsx';

const KINDS: Record<RecordingRow['kind'], string> = { flight: 'recent past', named: 'recorded', import: 'imported' };
const TITLES = ['', 'Name', 'Started', 'Length', 'Kind', 'Messages', 'Size', ''];
const RIGHT = new Set(['Length', 'Messages', 'Size']);

/** The recordings on this machine. */
export function RecordingsView() {
  const panel = usePanel();
  const { recordings, session, dialog } = panel;
  useEffect(() => void recordings.refresh(), [session.opened.value]);
  const rows = recordings.rows.value;
  const open = session.opened.value?.recording;
  if (!recordings.isAvailable) {
    return <p class="section">The browser gives no storage here: files can be opened, but are not kept.</p>;
  }
  return (
    <div class="recordings scroll" role="table" aria-label="Recordings on this machine">
      <div class="row head" role="row">
        {TITLES.map((title, at) => (
          <span
            key={at}
            role="columnheader"
            class={`${RIGHT.has(title) ? 'right' : ''}${['Started', 'Length', 'Messages'].includes(title) ? ' wide-only' : ''}`}
          >
            {title || <span class="hidden-text">{at === 0 ? 'Pinned' : 'Actions'}</span>}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <div key={row.id} class="row" role="row" onDblClick={() => panel.openRecording(row.id, titleOf(row))}>
          <span role="cell" class="accent">
            {row.pinnedFrom !== undefined && <Icon name="flag" small label="pinned" />}
          </span>
          <span role="cell" class="inline">
            <button type="button" class="link cut" onClick={() => openRow(row)}>
              {titleOf(row)}
            </button>
            {row.id === open && <span class="badge good">open</span>}
          </span>
          <span role="cell" class="second wide-only" title={fullTime(row.created)}>
            {new Date(row.created).toLocaleDateString()} {clockSeconds(row.created)}
          </span>
          <span role="cell" class="right second wide-only">
            {duration(Math.max(0, row.updated - row.created))}
          </span>
          <span role="cell" class="second">
            {KINDS[row.kind]}
          </span>
          <span role="cell" class="right wide-only">
            {count(row.frames)}
          </span>
          <span role="cell" class="right">
            {bytes(row.bytes)}
          </span>
          <span role="cell" class="inline">
            <IconButton
              icon="trash"
              title={`Delete ${titleOf(row)}…`}
              hasPopup="dialog"
              onClick={() => (dialog.value = { kind: 'delete-recording', id: row.id })}
            />
          </span>
        </div>
      ))}
      {rows.length === 0 && (
        <p class="section second">Nothing is recorded yet. Import a recording, or press record on a ONE page.</p>
      )}
    </div>
  );

  function openRow(row: RecordingRow): void {
    panel.openRecording(row.id, titleOf(row));
    panel.go('messages');
  }
}

export const titleOf = ({ name, title, origin, id }: RecordingRow): string =>
  name || title || origin || `Recording ${id}`;
