import { ArchiveError } from './error.ts';
import { readLines, type Line } from './lines.ts';
import { isBlank, parseLine } from './parse-line.ts';
import type { KeyRecord } from '../records.ts';
import { checkRecord } from '../validate-record.ts';

/** Far above any key record. */
const LINE_LIMIT = 65_536;

/**
 * Session keys as people hand them on: one `key` record a line (TRACE-FORMAT §1), UTF-8. Blank lines are passed over.
 * @throws ArchiveError naming the first line that is no key record
 */
export async function readKeyLines(chunks: AsyncIterable<Uint8Array>): Promise<KeyRecord[]> {
  const keys: KeyRecord[] = [];
  for await (const run of readLines(chunks, LINE_LIMIT)) {
    for (const line of run) if (!isBlank(line)) keys.push(keyOn(line));
  }
  return keys;
}

function keyOn(line: Line): KeyRecord {
  const parsed = parseLine(line, LINE_LIMIT);
  const record = parsed.ok ? checkRecord(parsed.value) : parsed;
  if (!record.ok) throw new ArchiveError('line', `line ${line.number} ${record.why}`);
  if (record.value.kind !== 'key') throw new ArchiveError('line', `line ${line.number} is not a key record`);
  return record.value;
}
