import { describe, expect, it } from 'vitest';
import { mergeHeader } from '../../../src/core/merge/merge-header.ts';
import { mergeRecords } from '../../../src/core/merge/merge-records.ts';
import { markOf, mergedOf } from '../../../src/core/merge/merged.ts';
import { createRedactor } from '../../../src/core/redact/redactor.ts';
import type { TraceHeader, TraceRecord } from '../../../src/core/trace/records.ts';
import { byOtherClock, playBoth } from '../merge/lab-sides.ts';
import { isFrame, mergeTwo } from '../merge/merge-two.ts';
import { gather, header } from '../trace/archive/fixtures.ts';
import { LEVELS, redactAll } from './redact-all.ts';
import { expectSameReport } from './same-conclusions.ts';

async function merged(scenario: string): Promise<{ head: TraceHeader; records: TraceRecord[] }> {
  const { alice, bob } = await playBoth(scenario);
  const other = byOtherClock(bob, 1500, 80e-6);
  const { plan, clock, report } = await mergeTwo(alice, other);
  const side = (name: string) => ({ name, header });
  return {
    head: mergeHeader(side('alice of Example Corp'), side('bob.onetrace'), clock, report, header.created),
    records: await gather(mergeRecords(plan, clock, alice, other)),
  };
}

describe.each(LEVELS)('a merged recording that leaves at %s', (level) => {
  it.each(['lost-frame', 'damaged-frame', 'relay-chat'])(
    'says of %s what was lost or altered between the two ends',
    async (scenario) => {
      const { records } = await merged(scenario);
      const redacted = redactAll(records, { level });
      expectSameReport(records, redacted);
      expect(redacted.filter(isFrame).map(markOf)).toEqual(records.filter(isFrame).map(markOf));
    },
  );

  it('keeps which connections are the two ends of one, and no name of a file', async () => {
    const { head } = await merged('relay-chat');
    const redacted = createRedactor({ level }).header(head);
    expect(mergedOf(redacted)?.otherEnds).toEqual(mergedOf(head)?.otherEnds);
    expect(JSON.stringify(redacted)).not.toMatch(/alice|bob/);
  });

  it('lets nothing leave in the place of a mark', () => {
    const frame = (extra: object): TraceRecord =>
      ({ kind: 'frame', conn: 'A/ws1', seq: 0, t: 1, dir: 'out', type: 'text', size: 1, extra }) as TraceRecord;
    const odd = frame({
      pair: { conn: 'hunter2 hunter2', seq: 0, more: 'hunter2' },
      unpaired: 'hunter2',
      other: 'hunter2',
    });
    expect(JSON.stringify(redactAll([odd], { level }))).not.toContain('hunter2');
  });
});
