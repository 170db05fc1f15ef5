import { useEffect } from 'preact/hooks';
import { count } from '../../state/format.ts';
import type { PairMode, PairState } from '../../state/two-recordings/two-recordings.ts';
import { DiffView } from './DiffView.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { MergeView } from './MergeView.tsx';
import { PairTrouble } from './PairTrouble.tsx';
import { usePanel } from '../PanelContext.tsx';
import { SidePick } from './SidePick.tsx';

const TITLES: Record<PairMode, string> = { merge: 'Merge both sides of a session', compare: 'Compare two sessions' };

const HINTS: Record<PairMode, string> = {
  merge:
    'Pick the recordings of both peers. Frames are paired by their ciphertext or its digest, so redacted files do as well; the offset of the clocks is shown before you accept.',
  compare: 'Pick a session that went well and one that did not. They are compared phase by phase, message by message.',
};

/** Two recordings are picked, read in a worker of their own, and what came of it is shown. */
export function TwoRecordingsView({ mode }: { mode: PairMode }) {
  const { two, recordings } = usePanel();
  useEffect(() => void recordings.refresh(), []);
  return (
    <div class="two-recordings" data-region="view" tabIndex={-1}>
      <div class="view-bar">
        <IconButton icon="back" title="Back to the recordings" onClick={two.leave} />
        <h2>{TITLES[mode]}</h2>
        <span class="grow" />
        <SidePick side="a" />
        <SidePick side="b" />
      </div>
      <Body mode={mode} state={two.state.value} />
    </div>
  );
}

function Body({ mode, state }: { mode: PairMode; state: PairState }) {
  const { two } = usePanel();
  switch (state.kind) {
    case 'picking':
      return <p class="section second">{HINTS[mode]}</p>;
    case 'reading':
      return (
        <div class="section inline" role="status">
          <button type="button" class="button" onClick={two.stop}>
            Stop
          </button>
          <span class="second">
            {count(state.records.a)} records of A read, {count(state.records.b)} of B
          </span>
        </div>
      );
    case 'writing':
      return (
        <div class="section inline" role="status">
          <button type="button" class="button" onClick={two.stop}>
            Stop
          </button>
          <span class="second">{count(state.records)} records written</span>
        </div>
      );
    case 'merge':
      return <MergeView report={state.report} />;
    case 'compare':
      return <DiffView report={state.report} />;
    case 'failed':
      return <PairTrouble side={state.side} trouble={state.trouble} />;
  }
}
