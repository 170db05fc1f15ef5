import { createRequire } from 'node:module';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTrace } from '../../model/trace-factory.ts';
import { captureInput, EVERY, exported, inputOf } from './export-input.ts';

/** Plain schemas of draft 06, without types. */
const SCHEMAS = createRequire(import.meta.url)('har-schema') as Record<string, object>;

interface Har {
  log: {
    pages: { id: string }[];
    entries: {
      pageref?: string;
      time: number;
      timings: Record<string, number>;
      request: { url: string };
      _resourceType: string;
      _transport: string;
      _webSocketMessages: { type: string; time: number; opcode: number; data: string; _name: string }[];
    }[];
  };
}

let validate: ValidateFunction;
beforeAll(() => {
  // har-schema is of draft 06 and knows its parts by bare names.
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const schema of Object.values(SCHEMAS))
    ajv.addSchema({ ...schema, $schema: undefined } as unknown as AnySchemaObject);
  validate = ajv.getSchema('har.json#') as ValidateFunction;
});

describe('a HAR', () => {
  it.each(EVERY)('of %s at %s is one by the schema of HAR 1.2', async (name, level) => {
    const log = JSON.parse(await exported('har', await captureInput(name, level))) as Har;
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    expect(log.log.entries.length).toBeGreaterThan(0);
    for (const { time, timings, pageref } of log.log.entries) {
      const sum = Object.values(timings).reduce((all, ms) => all + Math.max(0, ms), 0);
      expect(time).toBeCloseTo(sum, 6);
      expect(log.log.pages.map(({ id }) => id)).toContain(pageref);
    }
  });

  it('holds every frame as the page saw it, in order, where everything leaves', async () => {
    const input = await captureInput('direct-no-commserver', 'none');
    const { entries } = (JSON.parse(await exported('har', input)) as Har).log;
    const frames: unknown[] = [];
    for await (const record of input.records())
      if (record.kind === 'frame')
        frames.push([record.t / 1000, record.dir === 'out' ? 'send' : 'receive', record.type, record.payload]);
    const told = entries.flatMap(({ _webSocketMessages }) =>
      _webSocketMessages.map(({ time, type, opcode, data }) => [
        time,
        type,
        opcode === 1 ? 'text' : 'binary',
        new Uint8Array(Buffer.from(data, opcode === 1 ? 'utf8' : 'base64')),
      ]),
    );
    const byTime = (a: unknown[], b: unknown[]): number => Number(a[0]) - Number(b[0]);
    expect(told.toSorted(byTime)).toEqual((frames as unknown[][]).toSorted(byTime));
  });

  it('says what each frame was, and that its content was left out', async () => {
    const { entries } = (JSON.parse(await exported('har', await captureInput('happy-browser-dials', 'shapes'))) as Har)
      .log;
    const messages = entries.flatMap(({ _webSocketMessages }) => _webSocketMessages);
    for (const { data, opcode, _name } of messages) {
      expect(opcode).toBe(1);
      expect(data).toMatch(new RegExp(`^${_name}, \\d+ bytes \\(content left out\\)$`));
    }
  });

  it('tells other transports as what they are', async () => {
    const trace = createTrace().page('p1').open('rtc1', { transport: 'webrtc', url: 'webrtc:chum' });
    const input = inputOf(trace.records.map(([record]) => record));
    const { entries } = (JSON.parse(await exported('har', input)) as Har).log;
    expect(entries).toMatchObject([{ request: { url: 'webrtc:chum' }, _transport: 'webrtc' }]);
  });
});
