import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import { recordLine } from '../../../src/core/trace/archive/record-line.ts';
import type { Dir, TraceRecord } from '../../../src/core/trace/records.ts';
import { checkRecord } from '../../../src/core/trace/validate-record.ts';
import { anyBytes, anyText } from '../dissect/arbitraries.ts';
import { createSession } from '../dissect/session.ts';
import { keysOf, LEVELS, redactAll } from './redact-all.ts';

const SEED = 20_261_123;

/** A connection on which anything is said, in clear or sealed, in order or with gaps. */
const anyTrace = fc
  .array(
    fc.tuple(
      fc.constantFrom<Dir>('in', 'out'),
      fc.oneof(anyText, anyBytes),
      fc.constantFrom('sealed', 'clear', 'miss', 'cut'),
    ),
    {
      maxLength: 12,
    },
  )
  .map((steps): TraceRecord[] => {
    const session = createSession();
    session.handshake();
    session.addKey();
    for (const [dir, payload, how] of steps) {
      if (how === 'sealed') session.sealed(dir, payload);
      else if (how === 'clear') session.frame(dir, payload);
      else if (how === 'miss') session.miss(dir);
      else session.sealed(dir, payload).truncated = true;
    }
    return session.records;
  });

/** As a reader of the file has them: JSON knows neither `undefined` nor numbers beyond 1e308. */
const throughTheFile = (records: readonly TraceRecord[]): TraceRecord[] =>
  records.map((record) => {
    const checked = checkRecord(JSON.parse(recordLine(record)));
    if (!checked.ok) throw new Error(`${checked.why}: ${recordLine(record)}`);
    return checked.value;
  });

const kindsOf = (records: readonly TraceRecord[]): unknown[] => {
  const dissector = createDissector({ keys: keysOf(records) });
  return records.flatMap((record) => {
    const dissection = dissector.push(record, { detail: false });
    return record.kind === 'frame' ? [[dissection?.name, dissection?.facts?.map(({ kind }) => kind)]] : [];
  });
};

it.each(LEVELS)(
  'whatever is said, it leaves as %s in a file that can be read, and the same when redacted again',
  (level) => {
    fc.assert(
      fc.property(anyTrace, (records) => {
        const once = throughTheFile(redactAll(records, { level }));
        expect(throughTheFile(redactAll(once, { level }))).toEqual(once);
      }),
      { seed: SEED, numRuns: 400 },
    );
  },
);

it.each(LEVELS)('whatever is said, its names and facts can be read from the file of level %s', (level) => {
  fc.assert(
    fc.property(anyTrace, (records) => {
      expect(kindsOf(throughTheFile(redactAll(records, { level })))).toEqual(kindsOf(records));
    }),
    { seed: SEED, numRuns: 400 },
  );
});
