import { keeps, type Reading, type Spread } from './row.ts';

const COLUMNS = ['what', 'ours', 'against', 'ratio', 'gate', ''] as const;

/** A table for people. */
export function printed(readings: readonly Reading[]): string {
  const rows = [COLUMNS, ...readings.map(cells)];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cells(reading: Reading): readonly string[] {
  const { what, unit, ours, against, ratio, gate, note } = reading;
  const verdict = keeps(reading);
  return [
    note === undefined ? what : `${what} (${note})`,
    `${spread(ours)} ${unit}`,
    against ? `${against.what}: ${spread(against.spread)}` : '–',
    ratio ? `${spread(ratio)} ×` : '–',
    gate
      ? [
          gate.least === undefined ? '' : `≥ ${figure(gate.least)}`,
          gate.most === undefined ? '' : `≤ ${figure(gate.most)}`,
        ]
          .join(' ')
          .trim()
      : '–',
    verdict === undefined ? '' : verdict ? 'kept' : 'MISSED',
  ];
}

const spread = ({ median, least, most }: Spread): string =>
  least === most ? figure(median) : `${figure(median)} (${figure(least)}–${figure(most)})`;

/** Three figures that count, thousands apart. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return '?';
  if (Math.abs(value) >= 1000)
    return Math.round(Number(value.toPrecision(3)))
      .toLocaleString('en')
      .replaceAll(',', ' ');
  return String(Number(value.toPrecision(3)));
}
