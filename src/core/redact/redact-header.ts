import { GENERATOR } from '../trace/archive/header.ts';
import type { Extra, TraceHeader } from '../trace/records.ts';
import type { LeftOut } from './left-out.ts';
import { stricter } from './level.ts';
import type { Mask } from './mask.ts';
import { maskText } from './masked-text.ts';
import { redactMerge } from './redact-merge.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;
const UNKNOWN_INSTANT = '1970-01-01T00:00:00.000Z';

/** The header of a redacted file. A note is a person's own text; what made the file may be anybody's name, so this tool gives its own. */
export function redactHeader(header: TraceHeader, mask: Mask, left: LeftOut): TraceHeader {
  const { format, version, created, redaction, note, extra = {} } = header;
  const kept = redactMerge(header, mask);
  const lost = Object.keys(extra).length - Object.keys(kept.extra ?? {}).length;
  const counts = countsOf(header.counts ?? {}, { ...left, members: left.members + lost });
  return {
    format,
    version,
    created: INSTANT.test(created) ? created : UNKNOWN_INSTANT,
    generator: GENERATOR,
    redaction: stricter(redaction, mask.level),
    ...(note === undefined ? {} : { note: maskText(note) }),
    ...(Object.keys(counts).length === 0 ? {} : { counts }),
    ...kept,
  };
}

/** Added to what an earlier redaction has left out. */
function countsOf(before: Extra, { records, members }: LeftOut): Extra {
  const sum = (name: string, count: number): Extra => {
    const known = before[name];
    const total = count + (typeof known === 'number' ? known : 0);
    return total > 0 ? { [name]: total } : {};
  };
  return { ...sum('leftOutRecords', records), ...sum('leftOutMembers', members) };
}
