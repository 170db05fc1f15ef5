import { createDissector } from '../core/dissect/engine.ts';
import { createModel } from '../core/model/model.ts';
import type { SessionReport } from '../core/report/report.ts';
import type { Recording } from './recording.ts';

/** Reads a recording once more and draws the conclusions of the whole. Memory does not grow with its frames. */
export async function conclude(recording: Recording): Promise<SessionReport> {
  const dissector = createDissector({ keys: recording.keysOf });
  const model = createModel();
  for await (const record of recording.records()) model.push(record, dissector.push(record, { detail: false }));
  return model.report();
}
