import { useEffect, useRef } from 'preact/hooks';
import type { TargetedKeyboardEvent } from 'preact';
import { listMove } from '../../state/rows/list-move.ts';
import { openRow, summaryOf } from '../../state/recordings/recording-commands.ts';
import { usePanel } from '../PanelContext.tsx';
import { RecordingOption } from './RecordingOption.tsx';

const TITLES = ['Name', 'Started', 'Length', 'Kind', 'Conn', 'Messages', 'Findings', 'Size'];
const RIGHT = new Set(['Length', 'Conn', 'Messages', 'Findings', 'Size']);
const PAGE = 10;

/** One recording a line. Enter opens, F2 names, Delete asks and deletes. */
export function RecordingList() {
  const panel = usePanel();
  const { recordings, reader, dialog } = panel;
  const list = useRef<HTMLDivElement>(null);
  const rows = recordings.rows.value;
  const selected = reader?.selected.value;
  const at = rows.findIndex(({ id }) => id === selected);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = listMove(event.key, at, rows.length, PAGE);
    const row = rows[at];
    if (to !== undefined) reader?.select(rows[to]?.id);
    else if (row === undefined) return;
    else if (event.key === 'Enter') openRow(panel, row);
    else if (event.key === 'F2') dialog.value = { kind: 'describe-recording', id: row.id };
    else if (event.key === 'Delete') dialog.value = { kind: 'delete-recording', id: row.id };
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="recordings-list">
      <div class="row head" aria-hidden="true">
        <span />
        {TITLES.map((title) => (
          <span key={title} class={`${RIGHT.has(title) ? 'right' : ''} column-${title.toLowerCase()}`}>
            {title}
          </span>
        ))}
      </div>
      <div
        ref={list}
        class="scroll"
        role="listbox"
        aria-label="Recordings on this machine"
        aria-activedescendant={at < 0 ? undefined : `recording-${selected ?? ''}`}
        tabIndex={0}
        data-region="view"
        onKeyDown={onKeyDown}
      >
        {rows.map((row) => (
          <RecordingOption
            key={row.id}
            row={row}
            summary={summaryOf(panel, row)}
            isSelected={row.id === selected}
            onSelect={() => reader?.select(row.id)}
            onOpen={() => openRow(panel, row)}
          />
        ))}
      </div>
      {rows.length === 0 && (
        <p class="section second">
          Nothing is recorded yet. Open a ONE page: its recent past is kept by itself, and can be saved from the
          toolbar.
        </p>
      )}
    </div>
  );
}
