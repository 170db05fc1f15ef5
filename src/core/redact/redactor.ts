import { createDissector, type KeyLookup } from '../dissect/engine.ts';
import type { Dissection } from '../dissect/dissection.ts';
import type { TraceHeader, TraceRecord } from '../trace/records.ts';
import type { RedactionLevel } from './level.ts';
import type { LeftOut } from './left-out.ts';
import type { Mask } from './mask.ts';
import { redactFrame } from './redact-frame.ts';
import { redactHeader } from './redact-header.ts';
import { redactMark } from './redact-merge.ts';
import { membersLost, redactRecord } from './redact-record.ts';
import { SCHEMA } from './schema.ts';
import type { Schema } from './schema-rule.ts';
import { createStandIns } from './stand-ins.ts';

export interface RedactOptions {
  level: RedactionLevel;
  /** Session keys may leave: only with level `none`. */
  includeKeys?: boolean;
  /** Keys known beside those in the trace: frames that come before their key can be read only with these. */
  keys?: KeyLookup;
  /**
   * Under the same salt the same id has the same stand-in across files; without one it is random for each redactor. Random bytes, at least 16:
   * whoever has the salt can try out ids.
   */
  salt?: Uint8Array;
}

/** Takes what must not leave out of a recording, one record after the other; its memory does not grow with the frames. */
export interface Redactor {
  /** The next record in file order, as it may leave; undefined where nothing of it leaves. Never throws. */
  push(record: TraceRecord): TraceRecord | undefined;
  /** Counts what of this record `push` would leave out, and decodes nothing: for whoever needs the header before the records. */
  count(record: TraceRecord): void;
  /** The header of the result. Asked after the last record, its `counts` say what was left out. A note of the user's own is put in afterwards. */
  header(header: TraceHeader): TraceHeader;
  /** What was dropped so far that the records themselves do not show. */
  leftOut(): LeftOut;
}

const SALT_BYTES = 32;

/**
 * @param schema what may leave of messages, at level `fields`; the default is what the product goes by
 * @throws RangeError where the salt is empty
 */
export function createRedactor(options: RedactOptions, schema: Schema = SCHEMA): Redactor {
  const { level, includeKeys = false } = options;
  return level === 'none' ? passing(includeKeys) : masking({ ...options, level }, schema);
}

/** Everything leaves, but session keys only where they were asked for. */
function passing(includeKeys: boolean): Redactor {
  return {
    push: (record) => (record.kind === 'key' && !includeKeys ? undefined : record),
    count: () => {},
    header: (header) => header,
    leftOut: () => ({ records: 0, members: 0 }),
  };
}

function masking({ level, keys, salt }: RedactOptions & Pick<Mask, 'level'>, schema: Schema): Redactor {
  const mask: Mask = { level, standIns: createStandIns(salt ?? crypto.getRandomValues(new Uint8Array(SALT_BYTES))) };
  const dissector = createDissector(keys ? { keys } : {});
  const left: LeftOut = { records: 0, members: 0 };

  function redact(record: TraceRecord): TraceRecord | undefined {
    const dissection = dissector.push(record, { detail: level === 'fields' });
    return record.kind === 'frame'
      ? redactFrame(record, dissection ?? UNREAD, schema, mask)
      : redactRecord(record, mask);
  }

  function tally(record: TraceRecord, redacted: Pick<TraceRecord, 'extra'> | undefined): void {
    if (redacted) left.members += membersLost(record, redacted);
    else if (record.kind !== 'key') left.records += 1;
  }

  return {
    push(record) {
      const redacted = redact(record);
      tally(record, redacted);
      return redacted;
    },
    // A frame always leaves, and of its unknown members only what a merge has written: its payload has no say in that.
    count: (record) => tally(record, record.kind === 'frame' ? redactMark(record, mask) : redactRecord(record, mask)),
    header: (header) => redactHeader(header, mask, left),
    leftOut: () => ({ ...left }),
  };
}

const UNREAD: Dissection = { layers: [], name: 'unknown', summary: '', tree: [] };
