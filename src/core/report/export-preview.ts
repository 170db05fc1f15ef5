import type { RedactionLevel } from '../redact/level.ts';
import { createRedactor } from '../redact/redactor.ts';
import { recordLine } from '../trace/archive/record-line.ts';
import type { Json, TraceRecord } from '../trace/records.ts';
import type { ExportSource } from './prepare-export.ts';

/** One member of a record, in the recording and in the file; undefined where it is not there. */
export interface PreviewMember {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

/** One record of the recording, member by member, as it is and as it leaves. */
export interface PreviewSample {
  kind: TraceRecord['kind'];
  /** Of a frame its message; of others their kind. */
  title: string;
  conn: string | undefined;
  /** Undefined where nothing of the record leaves. */
  line: string | undefined;
  members: PreviewMember[];
}

const MOST_SAMPLES = 80;
const MOST_RECORDS = 20_000;
const LONGEST = 400;

/** The first record of each kind and each message: exactly what would leave of it. Content of frames is told by its size only. */
export async function previewExport(
  source: ExportSource,
  level: RedactionLevel,
  includeKeys: boolean,
): Promise<PreviewSample[]> {
  const redactor = createRedactor({ level, includeKeys, keys: source.keysOf });
  const samples = new Map<string, PreviewSample>();
  let count = 0;
  for await (const record of source.records()) {
    const left = redactor.push(record);
    const title = titleOf(record, left);
    if (!samples.has(title)) samples.set(title, sampleOf(record, left, title));
    count += 1;
    if (samples.size >= MOST_SAMPLES || count >= MOST_RECORDS) break;
  }
  return [...samples.values()];
}

const titleOf = (record: TraceRecord, left: TraceRecord | undefined): string =>
  record.kind !== 'frame'
    ? record.kind === 'note'
      ? `note ${record.type ?? ''}`.trim()
      : record.kind
    : ((left?.kind === 'frame' ? left.decoded?.name : undefined) ?? `${record.type} frame`);

function sampleOf(record: TraceRecord, left: TraceRecord | undefined, title: string): PreviewSample {
  const line = left && recordLine(left);
  const before = membersOf(JSON.parse(recordLine(withoutContent(record))) as { [name: string]: Json });
  const after =
    line === undefined ? new Map<string, string>() : membersOf(JSON.parse(line) as { [name: string]: Json });
  if (record.kind === 'frame' && record.payload !== undefined) before.set('content', `${record.size} B ${record.type}`);
  if (after.has('base64') || after.has('text')) after.set('content', 'as captured');
  for (const content of ['base64', ...(record.kind === 'frame' ? ['text'] : [])]) after.delete(content);
  return {
    kind: record.kind,
    title,
    conn: 'conn' in record ? record.conn : undefined,
    line: line === undefined ? undefined : shortened(line, 20 * LONGEST),
    members: [...new Set([...before.keys(), ...after.keys()])].map((name) => ({
      name,
      before: before.get(name),
      after: after.get(name),
    })),
  };
}

/** A key is a secret to whoever looks over the shoulder, too. */
function withoutContent(record: TraceRecord): TraceRecord {
  if (record.kind === 'key') return { ...record, key: '••••••••' };
  if (record.kind !== 'frame') return record;
  const bare = { ...record };
  delete bare.payload;
  return bare;
}

/** The members of a record as text; what `decoded` says stands beside them. */
function membersOf(object: { [name: string]: Json }): Map<string, string> {
  const members = new Map<string, string>();
  for (const [name, value] of Object.entries(object)) {
    if (name === 'kind') continue;
    if (name === 'decoded' && typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [inner, of] of Object.entries(value)) members.set(inner, textOf(of));
    else members.set(name, textOf(value));
  }
  return members;
}

const textOf = (value: Json): string => shortened(typeof value === 'string' ? value : JSON.stringify(value), LONGEST);

const shortened = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}… (${text.length} characters)` : text;
