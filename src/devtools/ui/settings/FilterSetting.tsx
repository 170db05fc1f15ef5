import type { Live } from '../../state/live/live.ts';
import { Switch } from '../controls/Switch.tsx';

/** Firefox only: an optional permission, the same for all sites whose workers are captured. */
export function FilterSetting({ live, isOn }: { live: Live; isOn: boolean }) {
  return (
    <div class="setting">
      <span>
        Filter scripts of workers
        <small class="hint">
          Captures shared workers, and workers whose page forbids scripts made in it. The capture is put in front of the
          script while Firefox loads it, so that the worker keeps its own address and policy; columns in the first line
          of its stack traces are larger. Opens a page that asks for the permission, which holds for all sites with
          capture inside workers. Takes effect at the next reload.
        </small>
      </span>
      <Switch label="Filter scripts of workers" isOn={isOn} onChange={(on) => live.filter(on)} />
    </div>
  );
}
