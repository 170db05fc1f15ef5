import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Dissection } from '../../../src/core/dissect/dissection.ts';
import type { Fact } from '../../../src/core/dissect/facts.ts';
import { createModel } from '../../../src/core/model/model.ts';
import { textReport } from '../../../src/core/report/text-report.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';

const KINDS = (
  'register authentication-request authentication-response authentication-success ping pong handover communication-request ' +
  'communication-ready key-frame counter-gap tag-failed text-while-encrypted no-key keepalive fragmentation-start fragment ' +
  'fragmentation-end fragmentation-violation fragmentation-empty-binary group sync person keys person-challenge ' +
  'person-response instance pairing-token pairing-identity chum-start rpc-request rpc-answer rpc-error protocol-version ' +
  'roots children object blob debug seed refinio-api foreign-text'
).split(' ');

const REASONS = [
  '',
  'Close called.',
  'Close called: Error: Authentication token is not existing.',
  'Terminate called: Ping: Connection timed out',
  'Close called: CYENC-SYMDEC: Decryption with symmetric key failed',
  'Close called: New connection replaced old one',
  'Close called: Duplicate connection - dropped new connection',
  'Close called: No listening connection for the specified publicKey. This error should never happen!',
  'Close called: onMsgHandler error: x',
  'Close called: Decryption of message failed.',
  'Close called: Error: Received unexpected type',
];

const conn = fc.constantFrom('ws1', 'ws2', 'ws3');
const dir = fc.constantFrom('in', 'out');
const t = fc.oneof(fc.integer({ min: 1_800_000_000_000, max: 1_800_000_100_000 }), fc.double());
const anything = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(undefined), fc.constantFrom('a', 'b'));

/** Facts of a redacted file can hold anything under a known kind. */
const fact = fc
  .tuple(
    fc.constantFrom(...KINDS),
    fc.dictionary(
      fc.constantFrom(
        'id',
        'name',
        'owner',
        'email',
        'person',
        'publicKey',
        'source',
        'target',
        'code',
        'message',
        'service',
        'serviceId',
        'final',
        'version',
        'missing',
        'known',
        'why',
        'type',
        'expected',
        'ordinal',
        'instanceKey',
      ),
      anything,
    ),
  )
  .map(([kind, members]) => ({ ...members, kind }) as unknown as Fact);

const dissection = fc.record({
  layers: fc.array(fc.constantFrom('encryption', 'comm-server', 'chum', 'identity')),
  name: fc.constantFrom('register', 'encrypted', 'keepalive', 'unknown'),
  phase: fc.constantFrom('register', 'identity', 'sync', 'keepalive'),
  summary: fc.string(),
  counter: fc.nat(),
  facts: fc.array(fact, { maxLength: 4 }),
  tree: fc.constant([]),
}) as fc.Arbitrary<Dissection>;

const record = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('frame'),
      conn,
      seq: fc.nat(50),
      t,
      dir,
      type: fc.constant('text'),
      size: fc.nat(),
    }),
  },
  fc.record({
    kind: fc.constant('open'),
    conn,
    page: fc.constantFrom('p1', 'p2'),
    t,
    transport: fc.constantFrom('websocket', 'webrtc'),
    url: fc.oneof(fc.webUrl(), fc.string()),
  }),
  fc.record({ kind: fc.constant('state'), conn, t, state: fc.constantFrom('open', 'closing', 'failed') }),
  fc.record({
    kind: fc.constant('call'),
    conn,
    t,
    method: fc.constantFrom('close', 'terminate', 'addPlugin'),
    reason: fc.constantFrom(...REASONS),
  }),
  fc.record({
    kind: fc.constant('close'),
    conn,
    t,
    code: fc.constantFrom(1000, 1005, 1006),
    reason: fc.constantFrom(...REASONS),
    clean: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('error'), t, message: fc.string() }),
  fc.record({
    kind: fc.constant('page'),
    page: fc.constantFrom('p1', 'p2', 'p3'),
    t,
    url: fc.string(),
    realm: fc.constantFrom('window', 'worker'),
    parent: fc.constantFrom('p1', 'p2', undefined),
  }),
  fc.record({
    kind: fc.constant('note'),
    t,
    type: fc.constantFrom('visibility', 'online', 'invite', 'clock'),
    text: fc.oneof(fc.string(), fc.json()),
  }),
  fc.record({
    kind: fc.constant('lost'),
    t,
    count: fc.nat(),
    why: fc.string(),
    conn: fc.oneof(conn, fc.constant(undefined)),
  }),
  fc.record({
    kind: fc.constant('plugin'),
    conn,
    t,
    event: fc.constantFrom('add', 'remove'),
    name: fc.string(),
    order: fc.array(fc.string()),
  }),
  fc.record({
    kind: fc.constant('key'),
    conn,
    t,
    cipher: fc.constant('xsalsa20poly1305'),
    key: fc.constantFrom('0'.repeat(64), 'ab'.repeat(32)),
    sendCounter: fc.nat(),
    receiveCounter: fc.nat(),
    step: fc.constant(2),
  }),
) as unknown as fc.Arbitrary<TraceRecord>;

const trace = fc.array(fc.tuple(record, dissection), { maxLength: 120 });

it('no sequence of records and dissections makes the model or its report throw', () => {
  fc.assert(
    fc.property(trace, (steps) => {
      const model = createModel();
      for (const [each, what] of steps) model.push(each, each.kind === 'frame' ? what : undefined);
      const report = model.report();
      expect(textReport(report, 'x')).toMatch(/^x\n/);
      for (const finding of report.findings) expect(finding.evidence.length, finding.code).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});

it('looking at it half-way changes nothing about the end', () => {
  fc.assert(
    fc.property(trace, fc.nat(120), (steps, at) => {
      const [looked, unlooked] = [createModel(), createModel()];
      steps.forEach(([each, what], index) => {
        const given = each.kind === 'frame' ? what : undefined;
        looked.push(each, given);
        unlooked.push(each, given);
        if (index === at) looked.report();
      });
      expect(looked.report()).toEqual(unlooked.report());
    }),
    { numRuns: 200 },
  );
});
