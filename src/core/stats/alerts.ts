import type { Basis } from './basis.ts';
import { crossedLimits } from './limit-alerts.ts';
import { connectionPatterns } from './connection-alerts.ts';
import type { Alert } from './stats-view.ts';
import { trafficPatterns } from './traffic-alerts.ts';

const RANK: Record<Alert['severity'], number> = { error: 0, warning: 1, info: 2 };

/** What stands out, gravest first. */
export function alertsOf(basis: Basis): Alert[] {
  if (basis.selected.members.length === 0) return [];
  return [...crossedLimits(basis), ...connectionPatterns(basis), ...trafficPatterns(basis)].toSorted(
    (a, b) => RANK[a.severity] - RANK[b.severity] || (a.t ?? 0) - (b.t ?? 0),
  );
}
