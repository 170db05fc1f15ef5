import { ArchiveError, StreamError } from './error.ts';
import type { Line } from './lines.ts';
import { isObject } from '../checks.ts';
import { createFrameLines } from './frame-line.ts';
import { checkHeader } from './header.ts';
import { isBlank, parseLine } from './parse-line.ts';
import type { Json, LostRecord, TraceHeader, TraceRecord } from '../records.ts';
import { upgradeFrom, versionOf, type Upgrade, type Upgrading } from './upgrades.ts';
import { checkRecord, type Checked } from '../validate-record.ts';

export interface Reading {
  limit: number;
  salvage: boolean;
  upgrades: readonly Upgrade[];
  /** Records delivered so far. */
  records: number;
}

export async function readHeader(
  lines: AsyncGenerator<Line[]>,
  { limit, upgrades }: Reading,
): Promise<{ header: TraceHeader; upgrade: Upgrading; rest: Line[] }> {
  const { first, rest } = await firstLine(lines);
  const parsed = parseLine(first, limit);
  const raw = parsed.ok && isObject(parsed.value) ? parsed.value : undefined;
  if (raw?.['format'] !== 'one-trace') {
    throw new ArchiveError(
      'not-a-trace',
      'this is no ONE Trace recording: neither gzip nor lines that begin with a one-trace header',
    );
  }
  const version = versionIn(raw['version']);
  const newest = versionOf(upgrades);
  if (version > newest) {
    const message = `written by a newer ONE Trace (version ${version} of the file); this one reads up to version ${newest}`;
    throw new ArchiveError('newer', message);
  }
  const upgrade = upgradeFrom(version, upgrades);
  const header = checkHeader({ ...upgrade.header(raw), version: newest });
  if (typeof header === 'string') throw new ArchiveError('line', `line ${first.number}: the header ${header}`);
  return { header, upgrade, rest };
}

/** The first line that says something, and the lines that came with it. */
async function firstLine(lines: AsyncGenerator<Line[]>): Promise<{ first: Line; rest: Line[] }> {
  for (;;) {
    const next = await lines.next();
    if (next.done) throw new ArchiveError('empty', 'the file is empty');
    const at = next.value.findIndex((line) => !isBlank(line));
    const first = next.value[at];
    if (first) return { first, rest: next.value.slice(at + 1) };
  }
}

function versionIn(value: Json | undefined): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw new ArchiveError('not-a-trace', 'the header has no version');
}

/** The records of the lines after the header, in the runs in which the lines come; `rest` are the first of them. */
export async function* readRuns(
  rest: readonly Line[],
  lines: AsyncGenerator<Line[]>,
  reading: Reading,
  upgrade: Upgrading,
): AsyncGenerator<TraceRecord[]> {
  const reader = createRecordReader(reading, upgrade);
  try {
    yield reader.run(rest);
    for await (const run of lines) yield reader.run(run);
  } catch (error) {
    if (!(error instanceof StreamError)) throw error;
    if (!reading.salvage) throw cutError(error, reading.records + 1);
    reader.cut(error);
  }
  yield reader.end();
}

/** Turns lines into records, and what it cannot read into a `lost` record where salvage is allowed. */
function createRecordReader(reading: Reading, upgrade: Upgrading) {
  // Upgrades work on objects: only lines of the newest version can be read without making one first.
  const frameOn = upgrade.isNone ? createFrameLines() : () => undefined;
  let t = 0;
  let last = 1;
  let missing: LostRecord | undefined;

  function one(line: Line, into: TraceRecord[]): void {
    const frame = frameOn(line.bytes);
    if (frame === undefined && isBlank(line)) return;
    const record: Checked<TraceRecord> = frame ? { ok: true, value: frame } : readRecord(line, reading.limit, upgrade);
    if (!record.ok) {
      if (!reading.salvage) throw new ArchiveError('line', `line ${line.number} ${record.why}`, reading.records + 1);
      missing ??= { kind: 'lost', t, count: 0, why: `from line ${line.number} on: the first ${record.why}` };
      missing.count += 1;
      return;
    }
    if (missing) into.push(missing);
    missing = undefined;
    ({ t } = record.value);
    last = line.number;
    reading.records += 1;
    into.push(record.value);
  }

  return {
    run(lines: readonly Line[]): TraceRecord[] {
      const records: TraceRecord[] = [];
      for (const line of lines) one(line, records);
      return records;
    },
    /** How much followed cannot be known: at least the line that was cut. */
    cut({ code }: StreamError): void {
      const why = `the file is ${code} after line ${last}; how much followed is not known`;
      missing = { kind: 'lost', t, count: (missing?.count ?? 0) + 1, why };
    },
    end: (): TraceRecord[] => (missing ? [missing] : []),
  };
}

/** @throws StreamError for a last line that just stops: the file was cut */
function readRecord(line: Line, limit: number, upgrade: Upgrade): Checked<TraceRecord> {
  const parsed = parseLine(line, limit);
  if (!parsed.ok) {
    if (!line.ended && !line.tooLong) throw new StreamError('truncated');
    return parsed;
  }
  if (!isObject(parsed.value)) return { ok: false, why: 'is not an object' };
  return checkRecord(upgrade.record(parsed.value));
}

/** @param lines how many lines could be read, the header included */
export const cutError = ({ code }: StreamError, lines: number): ArchiveError =>
  new ArchiveError(code, `the file is ${code}: ${lines} ${lines === 1 ? 'line' : 'lines'} can be read`, lines);
