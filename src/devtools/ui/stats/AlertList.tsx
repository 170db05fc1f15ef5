import type { Advice, Alert } from '../../../core/stats/stats-view.ts';
import { hasPlace, showPlace, type Place } from '../../state/stats/alert-target.ts';
import { SEVERITY_ICONS } from '../findings/FindingDetail.tsx';
import { Icon } from '../controls/Icon.tsx';
import { usePanel } from '../PanelContext.tsx';

export function AlertList({ alerts }: { alerts: Alert[] }) {
  return (
    <section aria-labelledby="stats-alerts">
      <h2 class="section-title" id="stats-alerts">
        Trends and alerts <span class="second">against the rest of this session</span>
      </h2>
      {alerts.length === 0 && <p class="section second">Nothing stands out.</p>}
      <ul class="alerts">
        {alerts.map((alert, at) => (
          <li key={`${alert.code} ${at}`}>
            <span class={alert.severity === 'info' ? 'accent' : alert.severity}>
              <Icon name={SEVERITY_ICONS[alert.severity]} label={alert.severity} />
            </span>
            <span>{alert.text}</span>
            <Show place={alert} what={alert.text} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const KINDS: Record<Advice['kind'], string> = { bottleneck: 'Bottleneck', transport: 'Transport', next: 'Check next' };

export function AdviceList({ advice }: { advice: Advice[] }) {
  if (advice.length === 0) return null;
  return (
    <section aria-labelledby="stats-advice">
      <h2 class="section-title" id="stats-advice">
        What to look at
      </h2>
      <ul class="alerts advice">
        {advice.map((each) => (
          <li key={each.text}>
            <span class="second">{KINDS[each.kind]}</span>
            <span>{each.text}</span>
            <Show place={each} what={each.text} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Show({ place, what }: { place: Place; what: string }) {
  const panel = usePanel();
  if (!hasPlace(place)) return <span />;
  return (
    <button type="button" class="link" aria-label={`Show: ${what}`} onClick={() => showPlace(panel, place)}>
      Show
    </button>
  );
}
