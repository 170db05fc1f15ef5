import { TRANSPORTS, type Outcome, type Transport } from './cells.ts';

/** A line for each realm, a column for each transport. */
export function printed(rows: readonly { name: string; found: Record<Transport, Outcome | undefined> }[]): string {
  const lines = [
    ['realm', ...TRANSPORTS],
    ...rows.map(({ name, found }) => [name, ...TRANSPORTS.map((transport) => found[transport] ?? 'SILENT')]),
  ];
  return lines
    .map((cells) =>
      cells
        .map((cell) => cell.padEnd(28))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}
