import type { SecurityEvent } from './report.ts';
import { count } from './words.ts';

/** What undoes security, a line each; the rest as a count: `report --json` and the panel's log have all of it. */
export function securityLines(events: readonly SecurityEvent[]): string[] {
  if (events.length === 0) return [];
  const warnings = events.filter(({ severity }) => severity === 'warning');
  const ordinary = events.length - warnings.length;
  return [
    '',
    'Security',
    ...warnings.map(({ conn, area, title }) => `  ${conn} ${area}: ${title}`),
    `  ${count(ordinary, 'event')} of authentication, encryption and pairing in order`,
  ];
}
