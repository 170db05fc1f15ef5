import type { ConnectionReport } from '../../../core/report/report.ts';
import { duration } from '../../state/format.ts';

/** The life of a connection on the axis of its page load, coloured by phase. */
export function LifeBar({ connection, load }: { connection: ConnectionReport; load: { start: number; end: number } }) {
  const { opened, ended, phases } = connection;
  const place = (start: number, end: number) => {
    const span = load.end - load.start;
    const left = Math.min(1, Math.max(0, (start - load.start) / span));
    const width = Math.min(1 - left, Math.max(0, (end - start) / span));
    // The narrowest bar is two pixels wide (connections.css), and stays within its axis.
    return { left: `min(${(left * 100).toFixed(2)}%, 100% - 2px)`, width: `${(width * 100).toFixed(2)}%` };
  };
  const last = ended ?? load.end;
  const words = phases.map(({ phase, ms }) => `${phase} ${duration(ms)}`).join(', ');
  return (
    <div class="life" role="img" aria-label={`alive ${duration(last - opened)}${words && `: ${words}`}`} title={words}>
      <i class="whole" style={place(opened, last)} />
      {phases.map(({ phase, start, end }) => (
        <i key={`${phase} ${start}`} data-phase={phase} style={place(start, end)} />
      ))}
    </div>
  );
}
