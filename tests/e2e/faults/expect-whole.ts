import type { TraceRecord } from '../../../src/core/trace/records.ts';
import type { WireFrame } from '../trace-file.ts';
import { tell } from './outcomes.ts';
import { lostIn, wireOfRecords } from './recordings.ts';
import type { Subject } from './subject.ts';
import { expect } from './test.ts';
import { countOf } from './traffic.ts';

/** Nothing of what the lab knows is missing, and nothing is there twice. Told as a line of the table, whatever the verdict. */
export function expectWhole(
  { browser }: Pick<Subject, 'browser'>,
  records: readonly TraceRecord[],
  truth: readonly WireFrame[][],
): void {
  const recorded = wireOfRecords(records);
  tell({ browser, sent: countOf(truth), recorded: countOf(recorded), lost: lostIn(records) });
  expect(recorded).toEqual(truth);
}
