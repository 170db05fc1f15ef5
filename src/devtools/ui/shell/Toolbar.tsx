import { useRef } from 'preact/hooks';
import type { TargetedKeyboardEvent } from 'preact';
import { FilterBox } from '../filter/FilterBox.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { PageBadge } from './PageBadge.tsx';
import { usePanel } from '../PanelContext.tsx';
import { RecordingFile } from '../controls/RecordingFile.tsx';
import { SaveButton } from './SaveButton.tsx';
import { toggleRecording, clearList } from '../../state/recordings/recording-commands.ts';

export function Toolbar() {
  const panel = usePanel();
  const { live, shown, session, dialog } = panel;
  const file = useRef<HTMLInputElement>(null);
  const isPinned = live?.recording.value?.pinned === true;
  const decrypts = live?.site.value?.decrypt === true;
  const hasRows = session.opened.value !== undefined;
  return (
    <div class="toolbar" role="toolbar" aria-label="Trace" data-region="toolbar" onKeyDown={rove}>
      {live && (
        <>
          <IconButton
            icon={isPinned ? 'record' : 'recordOff'}
            class={isPinned ? 'recording' : ''}
            title={isPinned ? 'End the recording and save it (Ctrl+E)' : 'Record: keep everything from now on (Ctrl+E)'}
            pressed={isPinned}
            onClick={() => toggleRecording(panel)}
          />
          <SaveButton />
          <IconButton icon="clear" title="Clear the list (Ctrl+L)" onClick={() => clearList(panel)} />
        </>
      )}
      <IconButton
        icon={shown.paused.value ? 'play' : 'pause'}
        title={shown.paused.value ? 'Go on with the list (Space)' : 'Pause the list; recording goes on (Space)'}
        pressed={shown.paused.value}
        class={shown.paused.value ? 'on' : ''}
        onClick={() => shown.pause(!shown.paused.peek())}
      />
      <IconButton
        icon="flag"
        title="Set a mark… (m)"
        hasPopup="dialog"
        disabled={!hasRows}
        onClick={() => (dialog.value = { kind: 'mark' })}
      />
      <span class="separator" />
      <IconButton icon="import" title="Import a recording…" onClick={() => file.current?.click()} />
      <IconButton
        icon="export"
        title="Export… (e)"
        hasPopup="dialog"
        disabled={!hasRows}
        onClick={() => (dialog.value = { kind: 'export' })}
      />
      <RecordingFile input={file} label="Recording to import" onFile={(chosen) => panel.openFile(chosen)} />
      {live && (
        <>
          <span class="separator" />
          <IconButton
            icon={decrypts ? 'unlocked' : 'locked'}
            class={decrypts ? 'on' : ''}
            title={decrypts ? 'Decryption is on for this site' : 'Decrypt this site…'}
            pressed={decrypts}
            hasPopup="dialog"
            onClick={() => (dialog.value = { kind: 'consent' })}
          >
            <span class="label">Decrypt</span>
          </IconButton>
        </>
      )}
      <FilterBox />
      {live && (
        <label class="keep-on-reload" title="Off: each reload of the page begins an empty list">
          <input
            type="checkbox"
            checked={live.keepsOnReload.value}
            onChange={({ currentTarget }) => live.keepOnReload(currentTarget.checked)}
          />
          Keep on reload
        </label>
      )}
      {live ? (
        <PageBadge live={live} />
      ) : (
        session.opened.value && (
          <span class="page-badge" title="A recording, not a live page">
            <span class="cut">{session.opened.value.name}</span>
          </span>
        )
      )}
    </div>
  );
}

/** Arrow keys move between the buttons. */
function rove(event: TargetedKeyboardEvent<HTMLElement>): void {
  if (event.target instanceof HTMLInputElement || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  event.preventDefault();
  buttons[(at + (event.key === 'ArrowRight' ? 1 : buttons.length - 1)) % buttons.length]?.focus();
}
