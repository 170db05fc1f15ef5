import { describe, expect, it } from 'vitest';
import { createModel } from '../../../src/core/model/model.ts';
import {
  CAPTURE_NAMES,
  expectedFindings,
  feed,
  modelOf,
  recordsOf,
  truthOf,
  type TruthSocket,
} from '../report/read-recording.ts';

/** Beyond those that must come out: warnings that stand in the recording. Any other finding fails the test. */
const PLAUSIBLE: ReadonlySet<string> = new Set(['chum.start-race']);

/** The truth calls a socket that became a listener a spare still. */
function roleOf({ role, handover }: TruthSocket): string {
  if (role === 'dialer') return 'dialer';
  if (!role.startsWith('spare')) return 'unknown';
  return handover ? 'listener' : 'spare';
}

describe.each(CAPTURE_NAMES)('the recording %s', (name) => {
  it('yields exactly the expected findings, on the right connections', async () => {
    const { connections } = modelOf(await recordsOf(name)).report();
    const codes = Object.fromEntries(
      connections.flatMap(({ conn, findings }) => {
        const told = findings.filter((code) => !PLAUSIBLE.has(code)).sort();
        return told.length > 0 ? [[conn, told]] : [];
      }),
    );
    const expected = Object.entries(expectedFindings()[name]).map(([conn, told]) => [conn, told.toSorted()]);
    expect(codes).toEqual(Object.fromEntries(expected));
  });

  it('proves every finding with frames or records that are in it', async () => {
    const records = await recordsOf(name);
    const there = new Set(
      records.map((record) => {
        if (record.kind === 'frame') return `${record.conn} #${record.seq}`;
        return `${'conn' in record ? record.conn : ''} ${record.kind} ${record.t}`;
      }),
    );
    for (const { code, evidence } of modelOf(records).findings()) {
      expect(evidence.length, code).toBeGreaterThan(0);
      for (const item of evidence) {
        const place = 'seq' in item ? `${item.conn} #${item.seq}` : `${item.conn ?? ''} ${item.record} ${item.t}`;
        expect(there, code).toContain(place);
      }
    }
  });

  it('agrees with what the library and the browser reported of every socket', async () => {
    const reports = new Map(
      modelOf(await recordsOf(name))
        .connections()
        .map((report) => [report.conn, report]),
    );
    for (const truth of truthOf(name)) {
      const report = reports.get(truth.ws);
      const { in: received, out: sent } = truth.frames;
      expect(report).toMatchObject({
        role: roleOf(truth),
        messagesIn: received.text + received.binary,
        messagesOut: sent.text + sent.binary,
        bytesIn: received.bytes,
        bytesOut: sent.bytes,
        ...(truth.group ? { group: truth.group } : {}),
      });
      if (truth.remotePersonEmail) expect(report?.remote?.email).toBe(truth.remotePersonEmail);
      expect(report?.close?.by, truth.ws).toBe(truth.closed ? truth.closedBy : undefined);
      expect(report?.close?.reason, truth.ws).toBe(truth.closed?.reason);
    }
  });

  it('gives the same answers when it is looked at again and again while it grows', async () => {
    const records = await recordsOf(name);
    const grown = createModel();
    feed(
      {
        ...grown,
        push: (record, dissection) => {
          grown.push(record, dissection);
          grown.report();
        },
      },
      records,
    );
    expect(grown.report()).toEqual(modelOf(records).report());
  });
});

describe('without keys', () => {
  it('nothing is claimed about what was said inside the encryption', async () => {
    const { findings, connections } = modelOf(await recordsOf('keepalive-timeout'), false).report();
    const codes = new Set(findings.map(({ code }) => code));
    expect([...codes].sort()).toEqual(
      ['comm.stale-spare', 'encryption.no-key', 'keepalive.timeout', 'peer.unknown'].sort(),
    );
    const ws5 = connections.find(({ conn }) => conn === 'ws5');
    expect(ws5?.phases.map(({ phase }) => phase)).toEqual(['connect', 'discovery', 'encryption']);
    expect(ws5).toMatchObject({ keyKnown: false, encrypted: true, role: 'dialer' });
  });

  it('a locked connection is reported once', async () => {
    const { findings } = modelOf(await recordsOf('happy-browser-dials'), false).report();
    const locked = findings.filter(({ code }) => code === 'encryption.no-key').map(({ conn }) => conn);
    expect(locked.sort()).toEqual(['ws2', 'ws3', 'ws4']);
  });
});

describe('invites of the recordings', () => {
  it('count the time that passed, and show waits for a redial apart', async () => {
    const [invite] = modelOf(await recordsOf('direct-no-commserver')).invites();
    expect(invite).toMatchObject({ verdict: 'ok', overdue: false, conns: ['ws3', 'ws4', 'ws5'], budgetMs: 7000 });
    expect(invite?.waits).toHaveLength(1);
    expect(invite?.ms).toBeGreaterThan(7000);
    expect(invite?.countedMs).toBeLessThan(1000);
  });
});
