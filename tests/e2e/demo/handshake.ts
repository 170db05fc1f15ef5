import type { DecodedLine } from '../decode-with-cli.ts';

/** First to last frame of one phase on one connection. */
interface PhaseSpan {
  phase: string;
  start: number;
  end: number;
  messages: number;
}

/** What each phase may take (TRACE-FORMAT §2). */
const BUDGETS: Record<string, number> = { register: 1_000, encryption: 500, identity: 1_000, pairing: 3_000 };
const HANDSHAKE = new Set(['register', 'discovery', 'encryption', 'identity', 'pairing', 'sync']);

function spansOf(lines: readonly DecodedLine[]): PhaseSpan[] {
  const spans = new Map<string, PhaseSpan>();
  for (const { phase, t } of lines) {
    if (phase === undefined || !HANDSHAKE.has(phase)) continue;
    const span = spans.get(phase) ?? { phase, start: t, end: t, messages: 0 };
    spans.set(phase, { ...span, end: t, messages: span.messages + 1 });
  }
  return [...spans.values()];
}

function spanLine({ phase, start, end, messages }: PhaseSpan, origin: number): string {
  const budget = BUDGETS[phase];
  const verdict = budget === undefined ? '' : end - start <= budget ? `within ${budget} ms` : `OVER ${budget} ms`;
  const cells = [
    phase.padEnd(11),
    `+${(start - origin).toFixed(0)} ms`.padStart(9),
    `${(end - start).toFixed(1)} ms`.padStart(11),
  ];
  return `  ${cells.join('  ')}  ${String(messages).padStart(4)} messages  ${verdict}`.trimEnd();
}

/** The connections of a decoded recording with their handshake's phases and times, for people. */
export function describeHandshakes(lines: readonly DecodedLine[]): string {
  const origin = lines[0]?.t ?? 0;
  const parts = [...new Set(lines.map(({ conn }) => conn))].map((conn) => {
    const frames = lines.filter((line) => line.conn === conn);
    return [`${conn}, ${frames.length} frames`, ...spansOf(frames).map((span) => spanLine(span, origin))].join('\n');
  });
  return parts.join('\n\n');
}
