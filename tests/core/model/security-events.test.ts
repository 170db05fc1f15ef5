import { describe, expect, it } from 'vitest';
import { ALICE, KEY, createTrace, type TraceFactory } from './trace-factory.ts';

const titles = (trace: TraceFactory, area?: string): string[] =>
  trace.model
    .security()
    .filter((event) => area === undefined || event.area === area)
    .map(({ title, severity }) => (severity === 'warning' ? `! ${title}` : title));

describe('the log of security events', () => {
  it.each([
    ['wss://comm.example.test', 'TLS to comm.example.test'],
    ['ws://localhost:8000', 'no TLS to localhost:8000, which is this machine'],
    [
      'ws://10.0.0.7:8000',
      '! no TLS to 10.0.0.7:8000: whoever is on the way sees keys, sizes and times, and can cut in',
    ],
  ])('judges the transport of %s', (url, title) => {
    expect(titles(createTrace().open('ws1', { url }))).toEqual([title]);
  });

  it('tells authentication, encryption and pairing in order, with the frame that proves each, and no secret', () => {
    const trace = createTrace().open('ws1');
    trace.says('ws1', 'out', { kind: 'register' });
    trace.says('ws1', 'in', { kind: 'authentication-request' });
    trace.says('ws1', 'out', { kind: 'key-frame', ordinal: 1 });
    trace.says('ws1', 'out', { kind: 'pairing-token', length: 64 });
    expect(titles(trace).slice(1)).toEqual([
      'this page offers its key to the comm server',
      'the server challenges this page',
      'this side sends its ephemeral key',
      'the token of an invitation is shown (masked)',
    ]);
    expect(
      trace.model
        .security()
        .map(({ evidence }) => evidence[0])
        .slice(1),
    ).toEqual([0, 1, 2, 3].map((seq) => ({ conn: 'ws1', seq })));
  });

  it('warns of a person who comes with another key', () => {
    const trace = createTrace();
    for (const [conn, publicKey] of [
      ['ws1', KEY.theirs],
      ['ws2', KEY.theirs],
      ['ws3', KEY.server],
    ] as const)
      trace.open(conn).says(conn, 'in', { kind: 'keys', owner: ALICE.person, publicKey });
    const changes = titles(trace, 'authentication').filter((title) => title.startsWith('! '));
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatch(/^! person aaaaaaaa… has another key than .* ago on ws2$/);
  });
});
