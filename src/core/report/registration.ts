import type { RegistrationStep } from './report.ts';
import { count, duration, size } from './words.ts';

/** The steps of a registration, one line each: where, for how long, and what it made the connections carry. */
export function registrationLines(steps: readonly RegistrationStep[]): string[] {
  if (steps.length === 0) return [];
  return ['', 'Registration', ...steps.map((step) => `  ${stepWords(step)}`)];
}

function stepWords({ path, ms, opened, conns, messagesIn, messagesOut, bytesIn, bytesOut }: RegistrationStep): string {
  const traffic =
    messagesIn + messagesOut === 0
      ? 'no messages'
      : `${messagesOut} sent (${size(bytesOut)}), ${messagesIn} received (${size(bytesIn)}) on ${conns.join(', ')}`;
  return `${path}  ${duration(ms)}: ${traffic}${opened > 0 ? `; ${count(opened, 'connection')} opened` : ''}`;
}
