import type { Picked } from '../../state/two-recordings/two-recordings.ts';
import { usePanel } from '../PanelContext.tsx';
import { RecordingsView } from './RecordingsView.tsx';
import { TwoRecordingsView } from '../two-recordings/TwoRecordingsView.tsx';

/** The recordings on this machine, or two of them looked at together. */
export function RecordingsPage() {
  const { two, session } = usePanel();
  const mode = two.mode.value;
  if (mode !== undefined) return <TwoRecordingsView mode={mode} />;
  const opened = session.opened.value;
  const first: Picked | undefined =
    opened?.recording === undefined
      ? undefined
      : { origin: { kind: 'recording', id: opened.recording }, name: opened.name };
  return (
    <div class="recordings-page">
      <RecordingsView />
      <div class="pair-bar">
        <button type="button" class="button" onClick={() => two.begin('merge', first)}>
          Merge with…
        </button>
        <span class="second">the peer’s recording of the same session</span>
        <button type="button" class="button" onClick={() => two.begin('compare', first)}>
          Compare with…
        </button>
        <span class="second">another session, to see where they part</span>
      </div>
    </div>
  );
}
