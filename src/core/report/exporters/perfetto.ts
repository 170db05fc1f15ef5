import type { Dissection } from '../../dissect/dissection.ts';
import type { FrameRecord } from '../../trace/records.ts';
import type { ConnectionReport, Finding } from '../report.ts';
import { spanEnds } from '../span-end.ts';
import type { Exporter, ExportInput } from './exporter.ts';
import { readInput } from '../export-reading.ts';
import { plainJson } from '../plain-json.ts';

/** A timeline in the Trace Event Format, for ui.perfetto.dev and chrome://tracing: a process for the page, a track for each connection. */
export const perfetto: Exporter = {
  id: 'perfetto',
  name: 'Perfetto',
  title: 'Timeline for Perfetto',
  extension: '.trace.json',
  mediaType: 'application/json',
  tells: 'conclusions',
  write,
};

interface TraceEvent {
  name: string;
  cat?: string;
  ph: 'X' | 'M' | 'i' | 'b' | 'e';
  /** Microseconds. */
  ts?: number;
  dur?: number;
  pid: number;
  tid: number;
  s?: 't' | 'g';
  id?: string;
  args?: object;
}

const PID = 1;

async function* write(input: ExportInput, signal?: AbortSignal): AsyncGenerator<string> {
  const { header, report } = input;
  yield `{"displayTimeUnit":"ms","otherData":${plainJson({ generator: header.generator, redaction: header.redaction })},"traceEvents":[\n`;
  yield plainJson({ name: 'process_name', ph: 'M', pid: PID, tid: 0, args: { name: 'ONE page' } });
  const tracks = new Map(report.connections.map(({ conn }, at) => [conn, at + 1]));
  const endOf = spanEnds(report.connections);
  const line = (event: TraceEvent): string => `,\n${plainJson(event)}`;
  for (const connection of report.connections)
    for (const event of connectionEvents(connection, endOf(connection), tracks.get(connection.conn) ?? 0))
      yield line(event);
  for (const finding of report.findings) yield line(findingEvent(finding, tracks.get(finding.conn ?? '') ?? 0));
  for await (const [record, dissection] of readInput(input, signal)) {
    if (record.kind !== 'frame' || dissection === undefined) continue;
    for (const event of frameEvents(record, dissection, tracks.get(record.conn) ?? 0)) yield line(event);
  }
  yield '\n]}\n';
}

const micros = (ms: number): number => Math.round(ms * 1000);

function* connectionEvents(connection: ConnectionReport, end: number, tid: number): Generator<TraceEvent> {
  const { conn, role, purpose, opened, phases, states, url } = connection;
  yield { name: 'thread_name', ph: 'M', pid: PID, tid, args: { name: `${conn} ${role} ${purpose}` } };
  yield { name: 'thread_sort_index', ph: 'M', pid: PID, tid, args: { sort_index: tid } };
  const args = { url, close: connection.close, findings: connection.findings };
  yield { ...slice(conn, opened, end, tid), cat: 'connection', args };
  for (const { phase, start, end: until, verdict, budgetMs, messages } of phases)
    yield { ...slice(phase, start, until, tid), cat: 'phase', args: { verdict, budgetMs, messages } };
  for (const { state, t } of states) yield { name: state, cat: 'state', ph: 'i', s: 't', ts: micros(t), pid: PID, tid };
}

const slice = (name: string, start: number, end: number, tid: number): TraceEvent => ({
  name,
  ph: 'X',
  ts: micros(start),
  dur: micros(Math.max(0, end - start)),
  pid: PID,
  tid,
});

const findingEvent = ({ code, t, severity, title, advice }: Finding, tid: number): TraceEvent => ({
  name: code,
  cat: `finding,${severity}`,
  ph: 'i',
  s: tid === 0 ? 'g' : 't',
  ts: micros(t),
  pid: PID,
  tid,
  args: { title, advice },
});

/** A frame is an instant; one that answers another is, besides, the end of a span between the two. */
function* frameEvents(frame: FrameRecord, dissection: Dissection, tid: number): Generator<TraceEvent> {
  const { conn, seq, t, dir, size } = frame;
  const { name, phase, summary, answers, rpc } = dissection;
  const cat = `frame,${dir}`;
  yield { name, cat, ph: 'i', s: 't', ts: micros(t), pid: PID, tid, args: { seq, size, phase, summary } };
  if (answers === undefined || !(answers.ms >= 0)) return;
  const id = `${conn} ${answers.seq}`;
  const call = { name: rpc?.service ?? name, cat: 'answer', id, pid: PID, tid };
  yield { ...call, ph: 'b', ts: micros(t - answers.ms), args: { asked: answers.seq } };
  yield { ...call, ph: 'e', ts: micros(t) };
}
