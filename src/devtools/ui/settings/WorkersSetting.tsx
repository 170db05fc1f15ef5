import type { SiteState } from '../../../core/contract/panel.ts';
import type { Live } from '../../state/live/live.ts';
import { FilterSetting } from './FilterSetting.tsx';
import { Switch } from '../controls/Switch.tsx';

const UNFIT_WORDS = {
  'page policy':
    "Left alone on this site: the page's policy refuses the script that carries the capture. Its workers run untouched and are not seen.",
  'inherited policy':
    "Left alone on this site: the page's policy forbade a worker something that its own script may be allowed. Its workers run untouched and are not seen.",
};

/** Off unless the user wants it: the one thing that ONE Trace does which a page could notice. */
export function WorkersSetting({ live, site }: { live: Live; site: SiteState }) {
  return (
    <>
      <StartedWorkers live={live} site={site} />
      {site.workers && site.filtered !== undefined && <FilterSetting live={live} isOn={site.filtered} />}
    </>
  );
}

function StartedWorkers({ live, site }: { live: Live; site: SiteState }) {
  const { workers, workersUnfit, origin } = site;
  return (
    <div class="setting">
      <span>
        Capture inside workers
        <small class="hint">
          Dedicated workers of this site are started from a script of ONE Trace that loads the page's own. Relative
          addresses, location and errors stay as they are; the worker obeys the policy of the page instead of its own.
          Where that does not work, the page gets its native worker, and its site may see one report of a refused
          script. Takes effect at the next reload.
        </small>
        {workersUnfit && (
          <small class="hint" role="status">
            {UNFIT_WORDS[workersUnfit]}
          </small>
        )}
      </span>
      {workersUnfit && (
        <button type="button" class="button" onClick={() => live.workers(true)}>
          Try again
        </button>
      )}
      <Switch label={`Capture inside workers of ${origin}`} isOn={workers} onChange={(on) => live.workers(on)} />
    </div>
  );
}
