import { describe, expect, it } from 'vitest';
import { textReport } from '../../../src/core/report/text-report.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { createTrace, shakesHands } from '../model/trace-factory.ts';
import { exported, inputOf } from './exporters/export-input.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u2009]/g, ' ');
const recordsOf = (trace: ReturnType<typeof createTrace>): TraceRecord[] => trace.records.map(([record]) => record);
const T0 = 1_800_000_000_000;
const mark = (t: number, text: string, more = {}): TraceRecord => ({ kind: 'note', type: 'mark', t, text, ...more });
const OPEN: TraceRecord = {
  kind: 'open',
  conn: 'ws1',
  page: 'p1',
  t: T0,
  transport: 'websocket',
  url: 'wss://a.test/',
};
const MARKED = [
  mark(T0 - 250, 'before it began'),
  OPEN,
  mark(T0 + 1500, 'here it | broke', { about: { conn: 'ws1', seq: 3 } }),
];

describe('marks', () => {
  it('have a section of their own in the report for a person, each with its time and what it is about', () => {
    const text = plain(textReport(inputOf(MARKED).report, 'x'));
    expect(text).toContain('Marks\n  −250 ms  before it began\n  +1.50 s  here it | broke (ws1 #3)\n');
  });

  it('and in the report for an issue, where what is personal leaves as its length', async () => {
    const everything = plain(await exported('markdown', inputOf(MARKED)));
    expect(everything).toContain('### Marks');
    expect(everything).toMatch(/\| \+1\.50 s \| here it \\\| broke \| `ws1 #3` \|/);
    const shapes = await exported('markdown', inputOf(MARKED, 'shapes'));
    expect(shapes).toContain('‹text, 15 characters›');
    expect(shapes).not.toContain('broke');
  });

  it('have none where nobody set any', () => {
    expect(textReport(createTrace().open('ws1').model.report(), 'x')).not.toContain('Marks');
  });
});

describe('the environment', () => {
  const about = {
    recorder: 'one-trace 0.1.0',
    userAgent: 'Mozilla/5.0 X Firefox/153.0',
    timeOrigin: T0,
    clockOffset: 7,
  };

  it('names what recorded, the browser, the clock, and says that the version of ONE.models is not known', () => {
    const trace = shakesHands(createTrace().page('p1', about).open('ws1'), 'ws1');
    const text = plain(textReport(trace.model.report(), 'x'));
    expect(text).toContain(
      'Environment\n  Recorded by one-trace 0.1.0\n  Browser: Mozilla/5.0 X Firefox/153.0\n  1 load of windows, frames and workers\n',
    );
    expect(text).toContain('ONE.models: version not known, it is not in the traffic; CHUM protocol not seen');
    expect(text).toContain("Clock: the wall clock was up to 7 ms apart from the pages' own");
  });

  it('has the version of CHUM that each side said', () => {
    const trace = createTrace().page('p1').open('ws1');
    trace
      .says('ws1', 'out', { kind: 'protocol-version', version: 8 })
      .says('ws1', 'in', { kind: 'protocol-version', version: 7 });
    expect(trace.model.report().environment).toMatchObject({ chumVersions: { local: [8], remote: [7] } });
    expect(textReport(trace.model.report(), 'x')).toContain('CHUM protocol of this page 8, of peers 7');
  });

  it('leaves with the browser and its major version alone, and with a recorder only where that is ours', async () => {
    const records = recordsOf(createTrace().page('p1', about).page('p2', { recorder: 'somebody 1.0' }).open('ws1'));
    const text = await exported('markdown', inputOf(records, 'shapes'));
    expect(text).toContain('Browser: Firefox/153');
    expect(text).not.toContain('Mozilla');
    expect(text).toContain(String.raw`Recorded by one\-trace 0.1.0`);
    expect(text).not.toContain('somebody');
  });
});
