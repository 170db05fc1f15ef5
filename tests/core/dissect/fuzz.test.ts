import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPadding } from '../../../src/core/crypto/padding.ts';
import type { Field } from '../../../src/core/dissect/dissection.ts';
import { unknown } from '../../../src/core/dissect/dissectors/unknown.ts';
import { createMessage } from '../../../src/core/dissect/message.ts';
import type { MessageDissector } from '../../../src/core/dissect/reading.ts';
import { DISSECTORS } from '../../../src/core/dissect/table.ts';
import { unwrap } from '../../../src/core/dissect/unwrap.ts';
import { anyBytes, anyContext, anyText } from './arbitraries.ts';

const RUNS = 10_000;
const SEED = 20_261_122;
const MAX_FIELDS = 6000;
/** Long, because the machine may be busy: nothing here is about time. */
const TIMEOUT = 180_000;

const cases: [string, MessageDissector][] = [...DISSECTORS, unknown].map((dissector) => [dissector.name, dissector]);
const count = (fields: readonly Field[]): number =>
  fields.reduce((sum, field) => sum + 1 + count(field.children ?? []), 0);
const inside = (fields: readonly Field[], end: number): boolean =>
  fields.every(
    ({ range, children }) => (!range || (range[0] <= range[1] && range[1] <= end)) && inside(children ?? [], end),
  );

const encode = (payload: string | Uint8Array): Uint8Array =>
  typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;

describe(`10 000 random and mutated messages, seed ${SEED}`, () => {
  test.each(cases)(
    '%s neither throws nor grows, and its ranges stay inside',
    (_name, dissector) => {
      const property = fc.property(fc.oneof(anyText, anyBytes), anyContext, fc.boolean(), (payload, context, cut) => {
        const bytes = encode(payload);
        const type = typeof payload === 'string' ? 'text' : 'binary';
        const reading = dissector(createMessage(type, bytes, { view: 'plain', offset: 3, cut }), context);
        if (!reading) return;
        const fields = reading.fields();
        expect(count(fields)).toBeLessThanOrEqual(MAX_FIELDS);
        // Those of a message that this value completes count in that message.
        const end = reading.whole?.bytes.length ?? bytes.length + 3;
        expect(inside(fields, end)).toBe(true);
        expect(inside(reading.wire?.() ?? [], bytes.length + 3)).toBe(true);
        expect(reading.summary.length).toBeLessThanOrEqual(160);
        expect(JSON.stringify(reading.facts).length).toBeLessThanOrEqual(bytes.length * 8 + 1000);
      });
      fc.assert(property, { seed: SEED, numRuns: RUNS });
    },
    TIMEOUT,
  );

  test(
    'texts that are not UTF-8 are read like any other',
    () => {
      const property = fc.property(fc.uint8Array({ maxLength: 100 }), anyContext, (bytes, context) => {
        for (const dissector of [...DISSECTORS, unknown]) {
          dissector(createMessage('text', bytes, { view: 'wire', offset: 0 }), context)?.fields();
        }
      });
      fc.assert(property, { seed: SEED, numRuns: RUNS });
    },
    TIMEOUT,
  );

  test(
    'keepalive, fragmentation and padding take any box',
    () => {
      const property = fc.property(
        fc.oneof(anyBytes, anyText.map(encode)),
        fc.integer({ min: 0, max: 255 }),
        (bytes, flags) => {
          const box = Uint8Array.from([flags, ...bytes]);
          const padded = readPadding(box);
          if (!padded) return;
          expect(padded.start).toBeLessThanOrEqual(box.length);
          unwrap(box, padded);
        },
      );
      fc.assert(property, { seed: SEED, numRuns: RUNS });
    },
    TIMEOUT,
  );
});
