import type { MarkReport } from '../report/report.ts';
import type { NoteRecord } from '../trace/records.ts';

/** A page may set marks, too: beyond this many they only stand in the recording. */
const MOST_MARKS = 500;

/** Keeps a note that is a mark. @returns whether it is one */
export function noteMark(marks: MarkReport[], { type, t, text, about }: NoteRecord): boolean {
  if (type !== 'mark') return false;
  if (marks.length < MOST_MARKS) marks.push({ t, text, ...(about === undefined ? {} : { about }) });
  return true;
}
