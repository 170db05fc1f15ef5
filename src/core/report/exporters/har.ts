import type { OpenRecord, PageRecord } from '../../trace/records.ts';
import type { Exporter, ExportInput } from './exporter.ts';
import { spanEnds } from '../span-end.ts';
import { harEntry } from './har-entry.ts';
import { harMessage } from './har-message.ts';
import { iso } from '../words.ts';
import { readInput } from '../export-reading.ts';
import { plainJson } from '../plain-json.ts';

/** HTTP Archive 1.2 with the messages of the sockets, as Chromium's Network panel writes and imports it. */
export const har: Exporter = {
  id: 'har',
  name: 'HAR',
  title: 'HAR for the Network panel',
  extension: '.har',
  mediaType: 'application/json',
  tells: 'conclusions',
  write,
};

/** A HAR nests messages in their connections: so many bytes of them are held at once, and the recording is read once for each such part. */
const HELD_BYTES = 33_554_432;

interface Outline {
  pages: PageRecord[];
  opens: OpenRecord[];
  bytes: Map<string, number>;
}

async function* write(input: ExportInput, signal?: AbortSignal): AsyncGenerator<string> {
  const { pages, opens, bytes } = await outlineOf(input);
  const [name = 'one-trace', version = ''] = input.header.generator.split(' ');
  const comment = `content: ${input.header.redaction === 'none' ? 'everything' : input.header.redaction}`;
  yield `{"log":{"version":"1.2","creator":${plainJson({ name, version })},"comment":${plainJson(comment)},`;
  yield `"pages":${plainJson(pages.map(pageOf))},\n"entries":[`;
  const endOf = spanEnds(input.report.connections);
  const known = new Set(pages.map(({ page }) => page));
  let separator = '\n';
  for (const part of partsOf(opens, bytes)) {
    const messages = await messagesOf(input, new Set(part.map(({ conn }) => conn)), signal);
    for (const open of part) {
      const report = input.report.connections.find(({ conn }) => conn === open.conn);
      if (report === undefined) continue;
      const entry = plainJson(harEntry(open, report, endOf(report), known.has(open.page) ? open.page : undefined));
      yield `${separator}${entry.slice(0, -1)},"_webSocketMessages":[${(messages.get(open.conn) ?? []).join(',')}]}`;
      separator = ',\n';
    }
  }
  yield '\n]}}\n';
}

async function outlineOf({ records }: ExportInput): Promise<Outline> {
  const outline: Outline = { pages: [], opens: [], bytes: new Map() };
  const seen = new Set<string>();
  for await (const record of records()) {
    if (record.kind === 'page' && !seen.has(record.page)) {
      seen.add(record.page);
      outline.pages.push(record);
    } else if (record.kind === 'open') outline.opens.push(record);
    else if (record.kind === 'frame')
      outline.bytes.set(record.conn, (outline.bytes.get(record.conn) ?? 0) + (record.payload?.length ?? 0) + 256);
  }
  return outline;
}

const pageOf = ({ page, t, title, url }: PageRecord) => ({
  startedDateTime: iso(t),
  id: page,
  title: title ?? url,
  pageTimings: { onContentLoad: -1, onLoad: -1 },
});

function partsOf(opens: readonly OpenRecord[], bytes: ReadonlyMap<string, number>): OpenRecord[][] {
  const parts: OpenRecord[][] = [];
  let held = Infinity;
  for (const open of opens) {
    const more = bytes.get(open.conn) ?? 0;
    if (held + more > HELD_BYTES) {
      parts.push([]);
      held = 0;
    }
    parts.at(-1)?.push(open);
    held += more;
  }
  return parts;
}

async function messagesOf(
  input: ExportInput,
  conns: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<Map<string, string[]>> {
  const messages = new Map<string, string[]>();
  for await (const [record, dissection] of readInput(input, signal)) {
    if (record.kind !== 'frame' || dissection === undefined || !conns.has(record.conn)) continue;
    const list = messages.get(record.conn) ?? [];
    list.push(plainJson(harMessage(record, dissection)));
    messages.set(record.conn, list);
  }
  return messages;
}
