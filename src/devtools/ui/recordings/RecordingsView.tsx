import { useEffect } from 'preact/hooks';
import { RecordingList } from './RecordingList.tsx';
import { RecordingPane } from './RecordingPane.tsx';
import { RecordingsHead } from './RecordingsHead.tsx';
import { usePanel } from '../PanelContext.tsx';

/** The recordings on this machine, and the export of the one that is selected. */
export function RecordingsView() {
  const { recordings, reader, session } = usePanel();
  useEffect(() => void recordings.refresh(), [session.opened.value]);
  useEffect(() => {
    reader?.watch(true);
    return () => {
      reader?.watch(false);
      reader?.select(undefined);
    };
  }, [reader]);
  if (!recordings.isAvailable) {
    return <p class="section">The browser gives no storage here: files can be opened, but are not kept.</p>;
  }
  return (
    <div class="recordings">
      <div class="recordings-side">
        <RecordingsHead />
        <RecordingList />
      </div>
      <RecordingPane />
    </div>
  );
}
