import type { Dissection } from '../../dissect/dissection.ts';
import type { FrameRecord } from '../../trace/records.ts';
import type { Exporter, ExportInput } from './exporter.ts';
import { readInput } from '../export-reading.ts';
import { plainJson } from '../plain-json.ts';

/** The report as `report --json` gives it, with the header and one entry for each message: what a script wants to read. */
export const json: Exporter = {
  id: 'json',
  name: 'JSON',
  title: 'JSON for scripts',
  extension: '.json',
  mediaType: 'application/json',
  tells: 'conclusions',
  write,
};

async function* write(input: ExportInput, signal?: AbortSignal): AsyncGenerator<string> {
  yield `{"header":${plainJson(input.header)},\n"report":${plainJson(input.report)},\n"messages":[`;
  let separator = '\n';
  for await (const [record, dissection] of readInput(input, signal)) {
    if (record.kind !== 'frame' || dissection === undefined) continue;
    yield separator + plainJson(messageOf(record, dissection));
    separator = ',\n';
  }
  yield '\n]}\n';
}

function messageOf({ conn, seq, t, dir, type, size }: FrameRecord, dissection: Dissection) {
  const { name, layers, phase, summary, counter, plainSize, problem, rpc, answers } = dissection;
  return { conn, seq, t, dir, type, size, name, layers, phase, summary, counter, plainSize, problem, rpc, answers };
}
