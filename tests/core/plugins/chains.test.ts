import { describe, expect, it } from 'vitest';
import { viewChain, type ChainView } from '../../../src/core/plugins/chain-view.ts';
import { createPluginTracker } from '../../../src/core/plugins/plugin-tracker.ts';
import { createTrace, registers, synchronises, T0, type TraceFactory } from '../model/trace-factory.ts';
import { recordsOf, type CaptureName } from '../report/read-recording.ts';
import { dissected, type Read } from '../stats/session.ts';

function chainOf(records: Iterable<Read>, conn: string): ChainView {
  const tracker = createPluginTracker();
  for (const [record, dissection] of records) tracker.push(record, dissection);
  const state = tracker.of(conn);
  if (!state) throw new Error(`nothing of ${conn}`);
  return viewChain(state);
}
const ofCapture = async (name: CaptureName, conn: string, withKeys = true): Promise<ChainView> =>
  chainOf(dissected(await recordsOf(name), withKeys), conn);
const row = (chain: ChainView, name: string) => chain.rows.find((each) => each.name === name);
const observed = (trace: TraceFactory, event: 'add' | 'remove', name: string, ...order: string[]): TraceFactory =>
  trace.push({ kind: 'plugin', conn: 'ws1', t: trace.now(), event, name, order });

describe('a chain that only the traffic shows', () => {
  it('is that of the protocol, and says that it is inferred', async () => {
    const chain = await ofCapture('keepalive-timeout', 'ws5');
    expect(chain.source).toBe('inferred');
    expect(chain.order).toEqual(['websocket', 'statistics', 'encryption', 'keepalive', 'fragmentation']);
    expect(chain.application).toBe('CHUM');
    expect(row(chain, 'promise')?.isGone).toBe(true);
  });

  it('counts at each plugin what passes there', async () => {
    const chain = await ofCapture('keepalive-timeout', 'ws5');
    expect(row(chain, 'websocket')).toMatchObject({
      in: { messages: 27, bytes: 10_533 },
      out: { messages: 28, bytes: 7670 },
    });
    expect(row(chain, 'encryption')).toMatchObject({ in: { messages: 25 }, out: { messages: 26 } });
    expect(row(chain, 'keepalive')).toMatchObject({
      in: { messages: 25, bytes: 6766 },
      out: { messages: 26, bytes: 3595 },
    });
    expect(row(chain, 'encryption')?.note).toContain('counters in 0–48, out 1–51');
  });

  it('swallows and injects the signs of life at the keepalive plugin', async () => {
    const chain = await ofCapture('idle-keepalive', 'ws3');
    const keepalive = row(chain, 'keepalive');
    const fragmentation = row(chain, 'fragmentation');
    expect(keepalive?.swallowed).toBe((keepalive?.in?.messages ?? 0) - (fragmentation?.in?.messages ?? 0));
    expect(keepalive?.injected).toBeGreaterThan(0);
    expect(keepalive?.injected).toBe((keepalive?.out?.messages ?? 0) - (fragmentation?.out?.messages ?? 0));
  });

  it('tells its changes with their causes', async () => {
    const { changes } = await ofCapture('keepalive-timeout', 'ws5');
    expect(changes.map(({ event, names, cause }) => `${event}: ${names.join(' ')} (${cause})`)).toEqual([
      'inferred: + encryption + keepalive + fragmentation (keys exchanged)',
      'inferred: − promise (CHUM starts)',
      'call: close (Terminate called: Keepalive: No lifesign of the other side)',
    ]);
  });

  it('knows nothing of the plugins inside the encryption without a key', async () => {
    const chain = await ofCapture('keepalive-timeout', 'ws5', false);
    expect(row(chain, 'websocket')?.in?.messages).toBe(27);
    expect(row(chain, 'encryption')?.in?.messages).toBe(25);
    expect(row(chain, 'keepalive')).toMatchObject({ in: undefined, out: undefined, note: 'unknown without the key' });
    expect(chain.locked).toBe(51);
  });

  it('has the pong plugin on a spare', () => {
    const trace = registers(createTrace().open('ws1'), 'ws1')
      .says('ws1', 'in', { kind: 'ping' })
      .says('ws1', 'out', { kind: 'pong' });
    const chain = chainOf(trace.records, 'ws1');
    expect(chain.order).toEqual(['websocket', 'statistics', 'pong', 'promise']);
    expect(row(chain, 'pong')).toMatchObject({ swallowed: 1, injected: 1 });
  });
});

describe('a chain that was observed', () => {
  const trace = synchronises(createTrace(), 'ws1');
  observed(trace, 'add', 'websocket', 'websocket');
  observed(trace, 'add', 'promise', 'websocket', 'promise');
  trace.wait(5000);
  observed(trace, 'add', 'encryption', 'websocket', 'encryption', 'promise');
  trace.says('ws1', 'in', { kind: 'chum-start' });
  observed(trace, 'remove', 'promise', 'websocket', 'encryption');
  trace.push({
    kind: 'sample',
    t: trace.now(),
    conn: 'ws1',
    what: 'plugin-counters',
    values: { encryption: { sent: 4 } },
  });
  const chain = chainOf(trace.records, 'ws1');

  it('has its own order, and keeps what left it', () => {
    expect([chain.source, chain.order]).toEqual(['observed', ['websocket', 'encryption']]);
    expect(chain.rows.filter(({ isGone }) => isGone).map(({ name }) => name)).toEqual(['promise']);
  });

  it('takes plugins of one moment for one change, and names the frame that a change follows', () => {
    const seen = chain.changes.filter(({ event }) => event !== 'inferred');
    expect(seen.map(({ event, names, cause }) => [event, names, cause])).toEqual([
      ['created', ['websocket', 'promise'], 'first seen'],
      ['add', ['encryption'], ''],
      ['remove', ['promise'], 'after received synchronisation: CHUM starts'],
    ]);
    expect(seen[0]?.evidence).toMatchObject({ conn: 'ws1', record: 'plugin' });
    expect(seen[0]?.t).toBeGreaterThan(T0);
  });

  it('shows the counters that the page itself reported', () => {
    expect(row(chain, 'encryption')?.note).toContain('reported by the page: sent 4');
  });
});

describe('calls of the app on the library Connection', () => {
  const call = (method: string, ms: number, of?: string) => ({
    kind: 'call' as const,
    conn: 'ws1',
    t: T0 + ms,
    method,
    args: ['string 12'],
    extra: of === undefined ? {} : { of, ms },
  });
  const chainAfter = (...calls: ReturnType<typeof call>[]): ChainView => {
    const trace = createTrace();
    for (const each of calls) trace.push(each);
    return chainOf(trace.records, 'ws1');
  };

  it('are counted with the time that they held the app up', () => {
    const { calls } = chainAfter(
      call('send', 2, 'Connection'),
      call('send', 5, 'Connection'),
      call('close', 1, 'Connection'),
    );
    expect(calls).toEqual([
      { method: 'send', count: 2, ms: 7, longestMs: 5 },
      { method: 'close', count: 1, ms: 1, longestMs: 1 },
    ]);
  });

  it('are not those on the socket', () => {
    expect(chainAfter(call('close', 1)).calls).toEqual([]);
  });

  it('stand among the changes with their arguments, sends apart', () => {
    const { changes } = chainAfter(call('send', 2, 'Connection'), call('addPlugin', 1, 'Connection'));
    expect(changes.map(({ names, cause }) => [names, cause])).toEqual([[['addPlugin'], 'string 12']]);
  });
});
