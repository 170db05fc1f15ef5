import { THRESHOLD_NAMES, THRESHOLDS } from '../../../core/stats/thresholds.ts';
import { usePanel } from '../PanelContext.tsx';

/** Where alerts begin. Kept in this browser profile. */
export function ThresholdForm() {
  const { stats } = usePanel();
  const thresholds = stats.thresholds.value;
  return (
    <details class="thresholds">
      <summary class="section-title">
        Limits for alerts <span class="second">0 switches one off; kept in this browser profile</span>
      </summary>
      <div class="threshold-fields">
        {THRESHOLD_NAMES.map((name) => (
          <label key={name}>
            <span>{THRESHOLDS[name].title}</span>
            <span class="inline">
              <input
                class="input"
                type="number"
                min="0"
                step="any"
                value={thresholds[name]}
                onChange={({ currentTarget }) => stats.setThreshold(name, currentTarget.valueAsNumber)}
              />
              <span class="second unit">{THRESHOLDS[name].unit}</span>
            </span>
          </label>
        ))}
        <button type="button" class="button" onClick={() => stats.resetThresholds()}>
          Use the usual limits
        </button>
      </div>
    </details>
  );
}
