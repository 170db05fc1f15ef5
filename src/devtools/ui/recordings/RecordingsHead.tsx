import { useRef } from 'preact/hooks';
import { bytes } from '../../state/format.ts';
import { usePanel } from '../PanelContext.tsx';
import { RecordingFile } from '../controls/RecordingFile.tsx';

/** What the list is, how much of the disk it takes, and where more comes from. */
export function RecordingsHead() {
  const panel = usePanel();
  const { recordings } = panel;
  const file = useRef<HTMLInputElement>(null);
  const { saved, recent } = recordings.usage.value;
  const { totalBytes } = recordings.limits.value;
  return (
    <div class="recordings-head">
      <b>Recordings</b>
      <span class="second cut grow" title={`${bytes(saved)} saved, ${bytes(recent)} recent past of tabs`}>
        on this machine only · {bytes(saved + recent)} of {bytes(totalBytes)}
      </span>
      <button type="button" class="button" onClick={() => file.current?.click()}>
        Import…
      </button>
      <RecordingFile input={file} label="Recording to add to the list" onFile={(chosen) => panel.openFile(chosen)} />
    </div>
  );
}
