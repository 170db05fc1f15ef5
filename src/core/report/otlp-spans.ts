import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../crypto/hex.ts';
import type { TraceHeader } from '../trace/records.ts';
import type { ExportInput } from './exporters/exporter.ts';
import type { ConnectionReport, Finding, PhaseReport } from './report.ts';
import { spanEnds } from './span-end.ts';
import { plainJson } from './plain-json.ts';

/** Enumerations of opentelemetry/proto/trace/v1/trace.proto. */
const KIND_INTERNAL = 1;
const KIND_CLIENT = 3;
const STATUS_OK = 1;
const STATUS_ERROR = 2;

type Value = string | number | boolean | readonly string[];

/** What stands around the spans: who they are of, and who tells of them. The two texts enclose spans that are joined by commas. */
export function otlpFrame({ header }: ExportInput): { head: string; tail: string } {
  const [name = '', version = ''] = header.generator.split(' ');
  const resource = attributes({
    'service.name': 'one-models-app',
    'telemetry.sdk.name': name,
    'telemetry.sdk.language': 'webjs',
    'telemetry.sdk.version': version,
    'one_trace.redaction': header.redaction,
  });
  return {
    head: `{"resourceSpans":[{"resource":${plainJson({ attributes: resource })},"scopeSpans":[{"scope":${plainJson({ name, version })},"spans":[`,
    tail: ']}]}]}',
  };
}

/** Connections and their phases as spans in JSON, each connection before its phases. Ids follow from the recording. */
export function* otlpSpans({ header, report }: ExportInput): Generator<string> {
  const id = idsOf(header);
  const endOf = spanEnds(report.connections);
  for (const connection of report.connections) {
    const findings = report.findings.filter(({ conn }) => conn === connection.conn);
    yield plainJson(connectionSpan(connection, endOf(connection), findings, id));
    for (const [at, phase] of connection.phases.entries()) yield plainJson(phaseSpan(connection, phase, at, id));
  }
}

interface Ids {
  trace: string;
  span(name: string): string;
}

/** 16 and 8 bytes as hex, never all zero. */
function idsOf(header: TraceHeader): Ids {
  const hash = (name: string): string => toHex(sha256(new TextEncoder().encode(name)));
  const seed = `${header.created} ${header.generator}`;
  return { trace: hash(seed).slice(0, 32), span: (name) => hash(`${seed} ${name}`).slice(0, 16) };
}

function connectionSpan(connection: ConnectionReport, end: number, findings: readonly Finding[], ids: Ids) {
  const { conn, opened, close } = connection;
  const failed = findings.find(({ severity }) => severity === 'error');
  return {
    traceId: ids.trace,
    spanId: ids.span(conn),
    name: `connection ${connection.role}`,
    kind: KIND_CLIENT,
    startTimeUnixNano: nanos(opened),
    endTimeUnixNano: nanos(end),
    attributes: attributes({
      'one.connection': conn,
      'one.transport': connection.transport,
      'one.path': connection.path,
      'one.purpose': connection.purpose,
      'url.full': connection.url,
      'one.messages.sent': connection.messagesOut,
      'one.messages.received': connection.messagesIn,
      'one.bytes.sent': connection.bytesOut,
      'one.bytes.received': connection.bytesIn,
      'one.encrypted': connection.encrypted,
      ...(connection.group === undefined ? {} : { 'one.group': connection.group }),
      ...(close ? { 'one.close.code': close.code, 'one.close.class': close.class, 'one.close.by': close.by } : {}),
      'one.findings': connection.findings,
    }),
    events: findings.map(({ t, code, severity, title, explanation }) => ({
      timeUnixNano: nanos(t),
      name: code,
      attributes: attributes({ 'one.severity': severity, 'one.title': title, 'one.explanation': explanation }),
    })),
    status: failed ? { code: STATUS_ERROR, message: failed.title } : { code: STATUS_OK },
  };
}

function phaseSpan({ conn }: ConnectionReport, phase: PhaseReport, at: number, ids: Ids) {
  const { verdict, budgetMs } = phase;
  return {
    traceId: ids.trace,
    spanId: ids.span(`${conn} ${phase.phase} ${at}`),
    parentSpanId: ids.span(conn),
    name: phase.phase,
    kind: KIND_INTERNAL,
    startTimeUnixNano: nanos(phase.start),
    endTimeUnixNano: nanos(Math.max(phase.start, phase.end)),
    attributes: attributes({
      'one.messages': phase.messages,
      'one.verdict': verdict,
      ...(budgetMs === undefined ? {} : { 'one.budget_ms': budgetMs }),
    }),
    status: verdict === 'failed' ? { code: STATUS_ERROR, message: `${phase.phase} failed` } : { code: STATUS_OK },
  };
}

/** OTLP has 64 bits for nanoseconds: until the year 2554. */
const LAST = 18_446_744_073_709;

/** Milliseconds of the epoch as nanoseconds in decimal digits: more than a number holds. */
const nanos = (t: number): string => `${BigInt(Math.round(Math.min(Math.max(0, t), LAST) * 1000)) * 1000n}`;

const attributes = (values: { readonly [key: string]: Value }) =>
  Object.entries(values).map(([key, value]) => ({ key, value: anyValue(value) }));

function anyValue(value: Value): object {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'number':
      return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
    default:
      return { arrayValue: { values: value.map((each) => ({ stringValue: each })) } };
  }
}
