import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import schema from '../../../fixtures/formats/otlp-trace.json' with { type: 'json' };
import { captureInput, EVERY, exported } from './export-input.ts';

const Request = protobuf.Root.fromJSON(schema).lookupType('ExportTraceServiceRequest');

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  events: { name: string }[];
  status: { code: number };
}

interface Otlp {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

const ID_MEMBERS = new Set(['traceId', 'spanId', 'parentSpanId']);

/** The JSON encoding of OTLP writes ids as hex, unlike the usual one of Protocol Buffers (OTLP specification, JSON Protobuf Encoding). */
const withBytes = (text: string): { [key: string]: unknown } =>
  JSON.parse(text, (key, value: unknown) =>
    ID_MEMBERS.has(key) ? Buffer.from(String(value), 'hex').toString('base64') : value,
  ) as { [key: string]: unknown };

const spansOf = (text: string): Span[] =>
  (JSON.parse(text) as Otlp).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));

describe('OpenTelemetry traces', () => {
  it.each(EVERY)('of %s at %s are by the schema, and nothing of them is unknown to it', async (name, level) => {
    const text = await exported('otlp', await captureInput(name, level));
    const request = Request.fromObject(withBytes(text));
    expect(Request.verify(request)).toBeNull();
    const again = Request.toObject(Request.decode(Request.encode(request).finish()), {
      bytes: String,
      longs: String,
      arrays: true,
    });
    expect(stripped(again)).toEqual(stripped(withBytes(text)));
  });

  it('have a span for each connection, with its phases below it and its findings as events', async () => {
    const input = await captureInput('keepalive-timeout', 'shapes');
    const spans = spansOf(await exported('otlp', input));
    const { connections, findings } = input.report;
    expect(spans).toHaveLength(connections.length + connections.flatMap(({ phases }) => phases).length);
    const ids = new Set(spans.map(({ spanId }) => spanId));
    expect(ids.size).toBe(spans.length);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    for (const { parentSpanId } of spans) if (parentSpanId !== undefined) expect(ids).toContain(parentSpanId);
    for (const { startTimeUnixNano, endTimeUnixNano } of spans)
      expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
    expect(spans.flatMap(({ events = [] }) => events.map(({ name }) => name)).toSorted()).toEqual(
      findings.map(({ code }) => code).toSorted(),
    );
    const failed = spans.filter(({ parentSpanId, status }) => parentSpanId === undefined && status.code === 2);
    const wanted = findings.filter(({ severity }) => severity === 'error').map(({ conn }) => conn);
    expect(failed.length).toBe(new Set(wanted).size);
  });

  it('are the same for the same recording, so that sending it twice doubles nothing', async () => {
    const input = await captureInput('happy-browser-dials', 'shapes');
    expect(await exported('otlp', input)).toBe(await exported('otlp', input));
  });
});

/** Numbers as the two encodings write them alike; absent and empty are the same in Protocol Buffers. */
function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped);
  if (typeof value !== 'object' || value === null) return typeof value === 'number' ? String(value) : value;
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [key, stripped(each)]);
  return Object.fromEntries(entries.filter(([, each]) => !(Array.isArray(each) && each.length === 0)));
}
