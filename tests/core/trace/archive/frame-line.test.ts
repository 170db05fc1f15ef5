import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFrameLines } from '../../../../src/core/trace/archive/frame-line.ts';
import { parseLine } from '../../../../src/core/trace/archive/parse-line.ts';
import { recordLine } from '../../../../src/core/trace/archive/record-line.ts';
import type { FrameRecord } from '../../../../src/core/trace/records.ts';
import { checkRecord } from '../../../../src/core/trace/validate-record.ts';

const time = fc.oneof(
  fc.nat(),
  fc.double({ min: 1.7e12, max: 1.9e12, noNaN: true }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Frames as pages record them: nearly all are binary, and have nothing but what every frame has. */
const plainFrame: fc.Arbitrary<FrameRecord> = fc.record({
  kind: fc.constant('frame' as const),
  conn: fc.oneof(fc.constantFrom('ws1', 'ws2', 'ws12'), fc.string({ minLength: 1, maxLength: 300, unit: 'binary' })),
  seq: fc.nat(),
  t: time,
  dir: fc.constantFrom('in' as const, 'out' as const),
  type: fc.constant('binary' as const),
  size: fc.maxSafeNat(),
  payload: fc.uint8Array({ maxLength: 100 }),
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What the reader of any line makes of it. */
function inGeneral(line: Uint8Array): unknown {
  const parsed = parseLine({ number: 1, bytes: line, tooLong: false, ended: true }, 1e6);
  const record = parsed.ok ? checkRecord(parsed.value) : parsed;
  return record.ok ? record.value : undefined;
}

it('reads the frames of a session, each with its own payload', () => {
  const frames = fc.sample(
    plainFrame.map((frame) => ({ ...frame, conn: 'ws1', t: Math.abs(frame.t) % 1e15 })),
    { numRuns: 200, seed: 1 },
  );
  const read = createFrameLines();
  const lines = frames.filter(({ t }) => !String(t).includes('e')).map((frame) => [frame, recordLine(frame)] as const);
  expect(lines.map(([, line]) => read(bytesOf(line)))).toEqual(lines.map(([frame]) => frame));
});

it('takes the name of a connection from each line, however alike the last one was', () => {
  const read = createFrameLines();
  const names = ['ws1', 'ws12', 'ws1', 'ws', 'w', 'ws12', 'x'];
  const [frame] = fc.sample(plainFrame, { numRuns: 1, seed: 1 });
  const lines = names.map((conn) => bytesOf(recordLine({ ...frame!, conn, t: 1 })));
  expect(lines.map((line) => read(line)?.conn)).toEqual(names);
});

it('reads nothing in another way than the reader of any line does', () => {
  const read = createFrameLines();
  fc.assert(
    fc.property(plainFrame, (frame) => {
      const line = bytesOf(recordLine(frame));
      const found = read(line);
      if (found !== undefined) expect(found).toEqual(inGeneral(line));
    }),
    { seed: 1 },
  );
});

it('leaves a line with one byte changed alone, or reads what stands there now', () => {
  const read = createFrameLines();
  const codes = fc.oneof(fc.nat(255), fc.constantFrom(...bytesOf('"\\{}0129-+.eE=AZ/ ,:')));
  fc.assert(
    fc.property(plainFrame, fc.nat(), codes, fc.constantFrom('put', 'insert', 'cut'), (frame, place, code, how) => {
      const line = bytesOf(recordLine({ ...frame, conn: frame.conn.slice(0, 4) }));
      const at = place % line.length;
      const changed =
        how === 'put'
          ? line.with(at, code)
          : how === 'insert'
            ? Uint8Array.of(...line.subarray(0, at), code, ...line.subarray(at))
            : line.slice(0, at);
      const found = read(changed);
      if (found !== undefined) expect(found).toEqual(inGeneral(changed));
    }),
    { seed: 1, numRuns: 3000 },
  );
});

it.each([
  ['a leading zero', '"seq":0', '"seq":00'],
  ['a number beyond what is exact', '"size":3', '"size":9007199254740993'],
  ['a number too large for its column', '"seq":0', '"seq":4294967296'],
  ['an empty name', '"conn":"ws1"', '"conn":""'],
  ['a point with nothing after it', '"t":5', '"t":5.'],
  ['an exponent', '"t":5', '"t":5e3'],
  ['a second payload', '"base64":"AAAA"', '"base64":"AAAA","text":"x"'],
  ['text', '"type":"binary"', '"type":"text"'],
  ['what follows', 'AAAA"}', 'AAAA"} '],
  ['padding inside', 'AAAA', 'AA==AAAA'],
])('leaves %s to the reader of any line', (_, part, other) => {
  const line = '{"kind":"frame","conn":"ws1","seq":0,"t":5,"dir":"in","type":"binary","size":3,"base64":"AAAA"}';
  expect(createFrameLines()(bytesOf(line))).toBeDefined();
  expect(createFrameLines()(bytesOf(line.replace(part, other)))).toBeUndefined();
});
