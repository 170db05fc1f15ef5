import { Icon } from '../controls/Icon.tsx';

export interface SequenceLegendProps {
  /** Both sides were recorded. */
  isMerged: boolean;
  follows: boolean;
  /** Undefined where nothing comes any more. */
  onFollow: (() => void) | undefined;
}

export function SequenceLegend({ isMerged, follows, onFollow }: SequenceLegendProps) {
  return (
    <div class="view-bar">
      <span class="key-line">
        <span class="inline">
          <i class="line" /> {isMerged ? 'seen on both sides' : 'seen here'}
        </span>
        <span class="inline">
          <i class="line dashed" /> {isMerged ? 'on one side only' : 'inferred, behind the relay'}
        </span>
        <span class="inline">
          <Icon name="locked" small /> end-to-end encrypted
        </span>
      </span>
      <span class="grow" />
      {onFollow && (
        <button type="button" class="button" aria-pressed={follows} onClick={onFollow}>
          Follow live
        </button>
      )}
    </div>
  );
}
