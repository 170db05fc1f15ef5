import { otlpFrame, otlpSpans } from '../otlp-spans.ts';
import type { Exporter, ExportInput } from './exporter.ts';

/**
 * OpenTelemetry traces in the JSON encoding of OTLP 1.x: connections are spans, their phases child spans, findings events. Ids follow from the
 * recording, so that the same file gives the same spans however often it is sent.
 */
export const otlp: Exporter = {
  id: 'otlp',
  name: 'OTLP',
  title: 'OpenTelemetry traces',
  extension: '.otlp.json',
  mediaType: 'application/json',
  tells: 'conclusions',
  write,
};

async function* write(input: ExportInput): AsyncGenerator<string> {
  const { head, tail } = otlpFrame(input);
  yield head;
  let separator = '\n';
  for (const span of otlpSpans(input)) {
    yield separator + span;
    separator = ',\n';
  }
  yield `\n${tail}\n`;
}
