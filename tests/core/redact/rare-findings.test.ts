import { expect, it } from 'vitest';
import type { Json, TraceRecord } from '../../../src/core/trace/records.ts';
import {
  asks,
  createTrace,
  introduces,
  KEY,
  pairs,
  registers,
  shakesHands,
  synchronises,
  type TraceFactory,
} from '../model/trace-factory.ts';
import { modelOf } from '../report/read-recording.ts';
import { LEVELS, redactAll } from './redact-all.ts';
import { expectSameReport } from './same-conclusions.ts';

/** The trace as a file would hold it, where nothing but facts is left of its frames. */
const recordsOf = (trace: TraceFactory): TraceRecord[] =>
  trace.records.map(([record, dissection]) => {
    if (record.kind !== 'frame' || !dissection) return record;
    const { layers, name, phase, counter, facts } = dissection;
    const optional = { ...(phase ? { phase } : {}), ...(counter === undefined ? {} : { counter }) };
    return { ...record, decoded: { layers, name, ...optional, facts: facts as unknown as Json } };
  });

const peers = (): TraceFactory => introduces(shakesHands(createTrace().page('p1').open('ws1'), 'ws1'), 'ws1');
const dial = (url?: string): TraceFactory =>
  createTrace()
    .page('p1')
    .open('ws1', { up: false, ...(url === undefined ? {} : { url }) });
const refused = (message: string): TraceFactory =>
  dial().push({ kind: 'error', conn: 'ws1', t: 1_800_000_000_009, message });

/** What neither the lab nor the recordings of the real library show. */
const RARE: readonly [code: string, trace: TraceFactory][] = [
  ['comm.blocked', refused('Refused to connect to wss://secret.example because it violates the policy')],
  ['comm.blocked', refused('The permission for this was not granted to Alice')],
  [
    'comm.blocked',
    createTrace().push({ kind: 'error', t: 1_800_000_000_001, message: 'Mixed Content: blocked wss://x' }),
  ],
  ['comm.unreachable', dial().wait(9).close('ws1', '', 1006)],
  ['page.offline', peers().wait(100).note('offline', 'online').close('ws1', '', 1006)],
  ['page.offline', peers().wait(100).note('went off at home', 'online').close('ws1', '', 1006)],
  [
    'page.throttled',
    peers()
      .wait(100)
      .note('hidden by Alice', 'visibility')
      .close('ws1', 'Terminate called: Keepalive: No lifesign of the other side'),
  ],
  [
    'page.throttled',
    peers()
      .wait(100)
      .note('+30 s of sleep', 'clock')
      .close('ws1', 'Terminate called: Keepalive: No lifesign of the other side'),
  ],
  ['realm.gone', peers().wait(10).note('page gone', 'navigation', { page: 'p1' })],
  ['realm.gone', peers().wait(10).page('p2')],
  [
    'trace.lost',
    peers().push({ kind: 'lost', conn: 'ws1', t: 1_800_000_000_500, count: 3, why: 'Alice dropped them' }),
  ],
  ['route.stopped', peers().closes('ws1', 'Close called: closeConnections called by user.')],
  [
    'pairing.token-unknown',
    peers().close('ws1', 'Close called: Error: Authentication token is not existing. Ask Bob.'),
  ],
  ['comm.protocol-error', registers(createTrace().open('ws1'), 'ws1').close('ws1', 'my JSON does not conform to JSON')],
  [
    'peer.group-unsupported',
    introduces(shakesHands(createTrace().open('ws1'), 'ws1'), 'ws1', 'family').close(
      'ws1',
      'Error: ConnectionRoutesGroupName family not supported',
    ),
  ],
  [
    'chum.unauthorized',
    asks(synchronises(createTrace(), 'ws1'), 'ws1', 'out', 1, 6).says('ws1', 'in', {
      kind: 'rpc-error',
      id: 1,
      code: 'CES-NEW7',
      message: 'CES-NEW7: you are unauthorised, Alice',
    }),
  ],
  [
    'identity.failed',
    shakesHands(createTrace().open('ws1'), 'ws1')
      .says('ws1', 'in', { kind: 'person', id: 'aa'.repeat(32), email: 'a@example.test' })
      .says('ws1', 'in', { kind: 'keys', owner: 'bb'.repeat(32) }),
  ],
  [
    'peer.unknown',
    synchronises(pairs(createTrace(), 'ws1').closes('ws1', 'Close called.'), 'ws2').close(
      'ws2',
      'Error: Unable to start chum because you are unknown',
    ),
  ],
];

it.each(RARE.flatMap(([code, trace]) => LEVELS.map((level) => [code, level, recordsOf(trace)] as const)))(
  '%s is found in the export as %s',
  (code, level, records) => {
    expect(
      modelOf(records)
        .findings()
        .map((finding) => finding.code),
    ).toContain(code);
    expectSameReport(records, redactAll(records, { level }));
  },
);

it.each(LEVELS)('a comm server of the apps that goes away is found by its host, exported as %s', (level) => {
  const trace = shakesHands(createTrace().open('ws1', { url: 'wss://comm10.dev.refinio.one' }), 'ws1').close(
    'ws1',
    '',
    1006,
  );
  const records = recordsOf(trace);
  expect(
    modelOf(records)
      .findings()
      .map(({ code }) => code),
  ).toContain('comm.gone');
  expectSameReport(records, redactAll(records, { level }));
});

it.each(LEVELS)('dials to different paths of one host are no loop, exported as %s', (level) => {
  const trace = createTrace();
  for (const [at, path] of ['a', 'b', 'c', 'd', 'e'].entries())
    trace
      .open(`ws${at}`, { url: `wss://one.example/${path}`, up: false })
      .wait(50)
      .close(`ws${at}`, '', 1006)
      .wait(50);
  const records = recordsOf(trace);
  expect(
    modelOf(records)
      .findings()
      .map(({ code }) => code),
  ).not.toContain('connection.redial-loop');
  expectSameReport(records, redactAll(records, { level }));
});

it.each(LEVELS)('the steps of a registration stay apart, exported as %s', (level) => {
  const url = (step: string): string => `https://app.example.test/register/${step}`;
  const trace = createTrace()
    .page('p1', { url: url('1') })
    .open('ws1')
    .wait(20)
    .note(`push ${url('2')}`, 'navigation', { page: 'p1' });
  registers(trace.open('ws2'), 'ws2', KEY.mine).note(`push ${url('done')}`, 'navigation', { page: 'p1' });
  const records = recordsOf(trace);
  const steps = (of: readonly TraceRecord[]) =>
    modelOf(of)
      .registration()
      .map(({ path: _, ...step }) => step);
  expect(steps(records)).toHaveLength(3);
  expect(steps(redactAll(records, { level }))).toEqual(steps(records));
});
