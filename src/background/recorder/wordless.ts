import { recordPage } from '../../core/trace/record-page.ts';
import { WORDLESS } from '../../core/trace/wordless.ts';
import type { RecordingRow, TraceStore } from '../../core/store/store.ts';
import type { RelayLink } from './relay-link.ts';

/** A document whose port ended although neither it nor we had said that it goes: it crashed, or its process was killed. */
export const isWordless = ({ isDocument, captures, isGoing, isRefused }: RelayLink): boolean =>
  isDocument && captures === true && !isGoing && !isRefused;

/** Says so in the recording, where the document has said anything before. @returns the recording as it has grown */
export async function writeWordless(
  store: TraceStore,
  recording: number,
  realm: string,
  t: number,
): Promise<RecordingRow | undefined> {
  if (!(await store.recording(recording))) return undefined;
  const page = await store.pageOf(recording, realm);
  if (page === undefined) return undefined;
  const members = { type: 'navigation', text: WORDLESS, extra: { page } };
  return store.append(recording, recordPage([{ kind: 'note', conn: 0, t, members }]), 0);
}
