import { describe, expect, test } from 'vitest';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import type { Dissection } from '../../../src/core/dissect/dissection.ts';
import { askedOf, redissect } from '../../../src/core/dissect/redissect.ts';
import type { KeyRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { CAPTURES, loadCapture, loadExpected } from './captures.ts';
import { dissectAll, type Dissected } from './session.ts';

/** The table of TRACE-FORMAT §2, for the names that occur in real traffic. */
const TABLE: Readonly<Record<string, [layers: string, phase: string | undefined]>> = {
  register: ['comm-server', 'register'],
  authentication_request: ['comm-server', 'register'],
  authentication_response: ['comm-server', 'register'],
  authentication_success: ['comm-server', 'register'],
  ping: ['comm-server', 'keepalive'],
  pong: ['comm-server', 'keepalive'],
  connection_handover: ['comm-server', 'discovery'],
  communication_request: ['rendezvous', 'discovery'],
  communication_ready: ['rendezvous', 'discovery'],
  'key-frame': ['key-exchange', 'encryption'],
  connection_group: ['encryption identity', 'identity'],
  sync: ['encryption identity', 'identity'],
  person_id_object: ['encryption identity', 'identity'],
  keys_object: ['encryption identity', 'identity'],
  'person-challenge': ['encryption identity', 'identity'],
  'person-response': ['encryption identity', 'identity'],
  instance_id_object: ['encryption identity', 'identity'],
  authentication_token: ['encryption pairing', 'pairing'],
  identity: ['encryption pairing', 'pairing'],
  synchronisation: ['encryption chum', 'sync'],
  'chum.request': ['encryption chum', 'sync'],
  'chum.data': ['encryption chum', 'sync'],
  'chum.error': ['encryption chum', 'sync'],
  keepalive: ['encryption keepalive', 'keepalive'],
  unknown: ['', undefined],
};

/** Frames of auth-failures that were made to be refused: an unknown command, no JSON, a binary first frame. */
const GARBAGE = ['ws13 0', 'ws14 0', 'ws18 0'];

/** What a reader of a redacted recording still needs. */
const SAID = ['layers', 'name', 'phase', 'counter', 'summary', 'facts', 'rpc', 'answers'] as const;
const NONE: Dissection = { layers: [], name: '', summary: '', tree: [] };

const place = ({ frame }: Dissected): string => `${frame.conn} ${frame.seq}`;
const payload = ({ plain }: Dissection): string =>
  plain?.type === 'text' ? plain.text : Buffer.from(plain?.bytes ?? []).toString('base64');

describe.each(CAPTURES)('the recording %s', (name) => {
  const records = loadCapture(name);
  const all = dissectAll(records);

  test('opens every encrypted frame, with the right counter and payload', () => {
    const opened = all
      .filter(({ dissection }) => dissection.counter !== undefined)
      .map(({ frame, dissection }) =>
        [frame.conn, frame.dir, dissection.counter, dissection.plain?.type, payload(dissection)].join(' '),
      );
    const expected = loadExpected(name).map((line) =>
      [line.conn, line.dir, line.counter, line.type, line.text ?? line.base64].join(' '),
    );
    expect(opened.toSorted()).toEqual(expected.toSorted());
  });

  test('gives every frame the layers and phase of its name', () => {
    for (const { dissection } of all) {
      expect([dissection.layers.join(' '), dissection.phase], dissection.name).toEqual(TABLE[dissection.name]);
    }
  });

  test('leaves nothing unknown but what was sent to be refused', () => {
    const unknown = all.filter(({ dissection }) => dissection.name === 'unknown').map(place);
    expect(unknown).toEqual(name === 'auth-failures' ? GARBAGE : []);
  });

  test('finds no fault in frames that are in order', () => {
    const faults = all.flatMap((one) =>
      one.dissection.problem ? [`${place(one)} ${one.dissection.problem.code}`] : [],
    );
    const malformed = ['ws15 0 rendezvous.malformed', 'ws16 0 comm-server.malformed'];
    expect(faults).toEqual(name === 'auth-failures' ? malformed : []);
  });

  test('matches every answer of CHUM with a request of the other side that asked under its number', () => {
    const bySeq = new Map(all.map((one) => [place(one), one]));
    for (const { frame, dissection } of all.filter((one) => /^chum\.(data|error)$/.test(one.dissection.name))) {
      const asked = bySeq.get(`${frame.conn} ${dissection.answers?.seq}`);
      expect(asked?.dissection.rpc).toMatchObject({ id: dissection.rpc?.id, asks: true });
      expect(asked?.frame.dir).not.toBe(frame.dir);
    }
  });

  test('verifies the hash of every object that was asked for', () => {
    const objects = all.flatMap(({ dissection }) => dissection.facts?.filter((fact) => fact.kind === 'object') ?? []);
    expect(objects.every((fact) => fact.verified)).toBe(true);
  });

  test('says the same without detail, but for tree and box', () => {
    const lazy = dissectAll(records, {}, false).map(({ dissection }) => dissection);
    const full = all.map(({ dissection }) => ({ ...dissection, box: undefined, tree: [] }));
    expect(lazy).toEqual(full);
  });

  test('gives the same for a single frame read again as in the run', () => {
    const keys = (conn: string): KeyRecord[] =>
      records.filter((record): record is KeyRecord => record.kind === 'key' && record.conn === conn);
    const dissector = createDissector();
    for (const record of records) dissector.push(record, { detail: false });
    const again = new Map<string, Dissection>();
    for (const { frame, dissection } of all) {
      const { name: label, phase, counter, answers } = dissection;
      const request = all.find((one) => one.frame.conn === frame.conn && one.frame.seq === answers?.seq);
      const asked = request && askedOf(request.frame, again.get(place(request)) ?? request.dissection);
      const result = redissect({
        frame,
        name: label,
        ...(phase ? { phase } : {}),
        ...(counter === undefined ? {} : { counter }),
        ...(asked ? { asked } : {}),
        role: dissector.role(frame.conn),
        keys: keys(frame.conn),
      });
      expect({ ...result, answers }).toEqual({ ...dissection, answers });
      again.set(`${frame.conn} ${frame.seq}`, result);
    }
  });

  test('opens the same frames when the keys come late and are given from the start', () => {
    const isKey = (record: TraceRecord): record is KeyRecord => record.kind === 'key';
    const keys = records.filter(isKey);
    const without = records.filter((record) => !isKey(record));
    const late = dissectAll(without, { keys: (conn) => keys.filter((key) => key.conn === conn) });
    expect(late.map(({ dissection }) => dissection.counter)).toEqual(all.map(({ dissection }) => dissection.counter));
    const locked = dissectAll(without);
    const sealed = locked.filter(({ dissection }) => dissection.name === 'encrypted');
    expect(sealed).toHaveLength(all.filter(({ dissection }) => dissection.counter !== undefined).length);
    expect(sealed.map(({ dissection }) => dissection.expectedCounter)).toEqual(
      all.flatMap(({ dissection }) => (dissection.counter === undefined ? [] : [dissection.counter])),
    );
  });

  test('joins stub keys of the store with the real ones by connection and time', () => {
    const stubs = records.map((record) => (record.kind === 'key' ? { ...record, key: '0'.repeat(64) } : record));
    const real = records.filter((record) => record.kind === 'key');
    const joined = dissectAll(stubs, { keys: (conn) => real.filter((key) => key.conn === conn) });
    expect(joined.map(({ dissection }) => dissection.name)).toEqual(all.map(({ dissection }) => dissection.name));
  });

  test('leads to the same names, phases, facts and answers when the payloads were taken out', () => {
    const bySeq = new Map(all.map((one) => [place(one), one.dissection]));
    const redacted = records.map((record): TraceRecord => {
      if (record.kind !== 'frame') return record;
      const frame = { ...record };
      delete frame.payload;
      const { layers, name: label, phase, counter, summary, facts } = bySeq.get(`${frame.conn} ${frame.seq}`) ?? NONE;
      const decoded = { layers, name: label, summary, facts: structuredClone(facts) as never };
      return {
        ...frame,
        decoded: { ...decoded, ...(phase ? { phase } : {}), ...(counter === undefined ? {} : { counter }) },
      };
    });
    const said = ({ dissection }: Dissected) => SAID.map((member) => dissection[member]);
    expect(dissectAll(redacted).map(said)).toEqual(all.map(said));
  });

  test('shows no secret in any summary', () => {
    for (const { dissection } of all) {
      expect(dissection.summary.length).toBeLessThanOrEqual(125);
      for (const secret of secretsOf(dissection)) expect(dissection.summary).not.toContain(secret);
    }
  });

  test('keeps every range of a field inside its view', () => {
    for (const { frame, dissection } of all) {
      const sizes = { wire: frame.size, plain: dissection.box?.length ?? 0, message: messageSize(dissection) };
      for (const node of dissection.tree) {
        for (const [start, end] of rangesOf(node.fields)) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(sizes[node.view]);
        }
      }
    }
  });
});

type Fields = Dissection['tree'][number]['fields'];
const everyField = (fields: Fields): Fields => fields.flatMap((field) => [field, ...everyField(field.children ?? [])]);
const rangesOf = (fields: Fields) => everyField(fields).flatMap((field) => (field.range ? [field.range] : []));
const secretsOf = (dissection: Dissection): string[] =>
  everyField(dissection.tree.flatMap((node) => node.fields)).flatMap((field) =>
    field.secret ? [String(field.value)] : [],
  );
const messageSize = ({ message }: Dissection): number =>
  message?.type === 'text' ? Buffer.byteLength(message.text) : (message?.bytes.length ?? 0);
