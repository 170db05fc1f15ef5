import { expect, it } from 'vitest';
import { createDissector } from '../../../src/core/dissect/engine.ts';
import type { DecodedFrame, KeyRecord, TraceRecord } from '../../../src/core/trace/records.ts';
import { CAPTURE_NAMES, modelOf, recordsOf } from './read-recording.ts';

/** The recording as redaction leaves it: no payloads, no keys, but what every frame was decoded to. */
function withoutPayloads(records: readonly TraceRecord[]): TraceRecord[] {
  const keys = records.filter((record): record is KeyRecord => record.kind === 'key');
  const dissector = createDissector({ keys: (conn) => keys.filter((key) => key.conn === conn) });
  return records.flatMap((record) => {
    const dissection = dissector.push(record, { detail: false });
    if (record.kind === 'key') return [];
    if (record.kind !== 'frame' || !dissection) return [record];
    const { payload, ...kept } = record;
    const { layers, name, phase, counter, facts = [] } = dissection;
    const decoded = { layers, name, phase, counter, facts, plainSize: payload?.length };
    return [{ ...kept, decoded: JSON.parse(JSON.stringify(decoded)) as DecodedFrame }];
  });
}

it.each(CAPTURE_NAMES)('%s gives the same findings without its payloads', async (name) => {
  const records = await recordsOf(name);
  const [full, redacted] = [modelOf(records).report(), modelOf(withoutPayloads(records)).report()];
  expect(redacted.findings).toEqual(full.findings);
  const purposes = ({ connections }: typeof full): unknown =>
    connections.map(({ conn, role, purpose, phases, states }) => ({ conn, role, purpose, phases, states }));
  expect(purposes(redacted)).toEqual(purposes(full));
});
