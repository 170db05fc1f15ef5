import { describe, expect, it } from 'vitest';
import { gather, read } from '../../trace/archive/fixtures.ts';
import { exporterOf } from '../../../../src/core/report/exporters/table.ts';
import { joinBytes } from '../../../../src/core/trace/join-bytes.ts';
import type { SessionReport } from '../../../../src/core/report/report.ts';
import type { TraceHeader } from '../../../../src/core/trace/records.ts';
import { captureInput, EVERY, exported } from './export-input.ts';

interface Written {
  header: TraceHeader;
  report: SessionReport;
  messages: { conn: string; seq: number; name: string }[];
}

describe('JSON for scripts', () => {
  it.each(EVERY)('of %s at %s holds the report, and every message with its name', async (name, level) => {
    const input = await captureInput(name, level);
    const { header, report, messages } = JSON.parse(await exported('json', input)) as Written;
    expect(header).toEqual(JSON.parse(JSON.stringify(input.header)));
    expect(report).toEqual(JSON.parse(JSON.stringify(input.report)));
    expect(messages).toHaveLength(report.stats.global.totalMessages);
    expect(messages.filter((message) => !message.name)).toEqual([]);
  });
});

describe('a recording', () => {
  it('comes back record for record', async () => {
    const input = await captureInput('auth-failures', 'fields');
    const chunks = (await gather(exporterOf('onetrace').write(input))) as Uint8Array[];
    const { header, records } = await read(joinBytes(chunks));
    expect(header).toEqual(input.header);
    expect(records).toEqual(await gather(input.records()));
  });
});
