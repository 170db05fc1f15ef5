import type { ExportInput } from './exporters/exporter.ts';
import { otlpFrame, otlpSpans } from './otlp-spans.ts';

/** One ExportTraceServiceRequest. */
export interface OtlpRequest {
  body: string;
  spans: number;
}

/** A collector takes 20 MiB by default (confighttp, max_request_body_size); a span has about 1 KB. */
const MOST_SPANS = 512;

/** The recording in requests that a collector takes one by one. */
export function* otlpRequests(input: ExportInput, most = MOST_SPANS): Generator<OtlpRequest> {
  const { head, tail } = otlpFrame(input);
  let spans: string[] = [];
  const request = (): OtlpRequest => ({ body: head + spans.join(',') + tail, spans: spans.length });
  for (const span of otlpSpans(input)) {
    spans.push(span);
    if (spans.length < most) continue;
    yield request();
    spans = [];
  }
  if (spans.length > 0) yield request();
}
