import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dissection } from '../../../src/core/dissect/dissection.ts';
import type { Fact } from '../../../src/core/dissect/facts.ts';
import { createSyncLedger } from '../../../src/core/sync/ledger.ts';
import { SYNC_STATES, type SyncBatch } from '../../../src/core/sync/sync-batch.ts';
import type { Dir, TraceRecord } from '../../../src/core/trace/records.ts';
import { recordsOf } from '../report/read-recording.ts';
import { T0 } from '../model/trace-factory.ts';
import { dissected } from '../stats/session.ts';

type Push = [TraceRecord, Dissection];

const says = (conn: string, dir: Dir, ...facts: Fact[]): Push => [
  { kind: 'frame', conn, seq: 0, t: T0, dir, type: 'text', size: 10 },
  { layers: ['chum'], name: 'chum', summary: '', tree: [], facts },
];
const asks = (conn: string, dir: Dir, id: number, serviceId = 6): Push =>
  says(conn, dir, { kind: 'rpc-request', id, serviceId, service: 'GET_OBJECT', hash: 'ab'.repeat(32) });
const answers = (conn: string, dir: Dir, id: number, ...more: Fact[]): Push =>
  says(conn, dir, { kind: 'rpc-answer', id, serviceId: 6, final: true, bytes: 3 }, ...more);

function batchOf(pushes: readonly Push[]): SyncBatch | undefined {
  const ledger = createSyncLedger();
  pushes.forEach(([record, dissection], row) => ledger.push(record, dissection, row));
  return ledger.take();
}
const statesOf = (batch: SyncBatch | undefined) =>
  Array.from(batch?.answers.state ?? [], (code, at) => [batch?.answers.request[at], SYNC_STATES[code]]);

interface Step {
  conn: string;
  dir: Dir;
  id: number;
  isAnswer: boolean;
}

describe('the ledger of requests', () => {
  it('pairs as brute force does, also where it is emptied between', () => {
    const step = fc.record({
      conn: fc.constantFrom('ws1', 'ws2'),
      dir: fc.constantFrom('in' as const, 'out' as const),
      id: fc.nat(4),
      isAnswer: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.nat(10), (steps, every) => {
        const ledger = createSyncLedger();
        const batches: SyncBatch[] = [];
        steps.forEach(({ conn, dir, id, isAnswer }, row) => {
          const [record, dissection] = isAnswer ? answers(conn, dir, id) : asks(conn, dir, id);
          ledger.push(record, dissection, row);
          const batch = every > 0 && row % every === 0 ? ledger.take() : undefined;
          if (batch) batches.push(batch);
        });
        const rest = ledger.take();
        if (rest) batches.push(rest);
        expect(batches.flatMap(({ rows }) => [...rows])).toEqual(
          steps.flatMap(({ isAnswer }, row) => (isAnswer ? [] : [row])),
        );
        expect(batches.flatMap(({ answers: of }) => Array.from(of.row, (row, at) => [of.request[at], row]))).toEqual(
          paired(steps),
        );
      }),
    );
  });

  it.each<[string, Fact[]]>([
    ['verified', [{ kind: 'object', type: 'Chat', hash: 'ab'.repeat(32), bytes: 90, verified: true }]],
    ['wrong object', [{ kind: 'object', type: 'Chat', hash: 'cd'.repeat(32), bytes: 90, verified: false }]],
    ['answered', [{ kind: 'children', id: 1, count: 4 }]],
    ['not ready', [{ kind: 'rpc-error', id: 1, code: 'UNKNOWN-SERVICE' }]],
    ['unauthorized', [{ kind: 'rpc-error', id: 1, code: 'CES-GO1', message: 'CES-GO1: Unauthorized, obj H' }]],
    ['error', [{ kind: 'rpc-error', id: 1, code: 'CES-GO2', message: 'CES-GO2: Requested file H is not …' }]],
  ])('knows an answer that is %s', (state, facts) => {
    expect(statesOf(batchOf([asks('ws1', 'out', 1), answers('ws1', 'in', 1, ...facts)]))).toEqual([[0, state]]);
  });

  it('adds up the pieces of a BLOB, and is done with the end of the stream', () => {
    const batch = batchOf([
      asks('ws1', 'out', 1, 8),
      says('ws1', 'in', { kind: 'rpc-answer', id: 1, final: false, bytes: 70 }, { kind: 'blob', id: 1, bytes: 60 }),
      says('ws1', 'in', { kind: 'rpc-answer', id: 1, final: false, bytes: 50 }, { kind: 'blob', id: 1, bytes: 40 }),
      answers('ws1', 'in', 1, { kind: 'blob', id: 1, bytes: 0 }),
    ]);
    expect([...(batch?.answers.bytes ?? [])]).toEqual([100]);
    expect([...(batch?.answers.row ?? [])]).toEqual([3]);
  });

  it('forgets what a closed connection was still asked', () => {
    const close: TraceRecord = { kind: 'close', conn: 'ws1', t: T0, code: 1000, reason: '', clean: true };
    const ledger = createSyncLedger();
    ledger.push(...asks('ws1', 'out', 1), 0);
    ledger.push(close, undefined, 1);
    ledger.push(...answers('ws1', 'in', 1), 2);
    expect(ledger.take()?.answers.row).toHaveLength(0);
    expect(ledger.take()).toBeUndefined();
  });

  it('pairs the capture with the unanswered poll as its frames say', async () => {
    const ledger = createSyncLedger();
    dissected(await recordsOf('keepalive-timeout')).forEach(([record, dissection], row) =>
      ledger.push(record, dissection, row),
    );
    const batch = ledger.take();
    expect(batch?.rows).toHaveLength(36);
    expect(batch?.answers.row).toHaveLength(35);
    expect(statesOf(batch).filter(([, state]) => state === 'verified')).toHaveLength(18);
    expect(statesOf(batch).filter(([, state]) => state === 'not ready')).toHaveLength(2);
  });
});

/** Pairs of request ordinal and answering row, the slow way. */
function paired(steps: readonly Step[]): number[][] {
  const open: { key: string; request: number }[] = [];
  const pairs: number[][] = [];
  let request = 0;
  steps.forEach(({ conn, dir, id, isAnswer }, row) => {
    const asker = isAnswer ? (dir === 'in' ? 'out' : 'in') : dir;
    const key = `${conn} ${asker} ${id}`;
    const at = open.findLastIndex((each) => each.key === key);
    const found = open[at];
    if (found) open.splice(at, 1);
    if (isAnswer && found) pairs.push([found.request, row]);
    if (!isAnswer) {
      open.push({ key, request });
      request += 1;
    }
  });
  return pairs;
}
