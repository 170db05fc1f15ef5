import type { Exporter, ExporterId } from './exporter.ts';
import { har } from './har.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { onetrace } from './onetrace.ts';
import { otlp } from './otlp.ts';
import { perfetto } from './perfetto.ts';

/** All formats, the usual one first. */
export const EXPORTERS: readonly Exporter[] = [onetrace, markdown, har, perfetto, otlp, json];

export const exporterOf = (id: ExporterId): Exporter => {
  const found = EXPORTERS.find((each) => each.id === id);
  if (found === undefined) throw new RangeError(`no exporter ${id}`);
  return found;
};
