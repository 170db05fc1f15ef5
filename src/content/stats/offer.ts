import { method } from '../../core/trace/captured.ts';
import { defineProperty, getOwnPropertyDescriptor } from '../natives.ts';
import type { OneTraceReport, OneTraceStats } from '../one-trace.d.ts';
import { fix, GLOBAL, type Room } from '../room.ts';
import type { Counting } from './counting.ts';
import { pageReport } from './page-report.ts';

const substring = method(String.prototype, 'substring');
const LONGEST_MARK = 1000;

/** Gives the page its functions: those of the seed document, and the same besides `attach`. */
export function offerStats(room: Room, counting: Counting): void {
  const stats = (): OneTraceStats => counting.stats();
  const report = (): OneTraceReport => pageReport(counting.stats());
  const api: unknown = getOwnPropertyDescriptor(globalThis, GLOBAL)?.value;
  if (typeof api === 'object' && api !== null) {
    fix(api, 'mark', (text: unknown) => mark(room, text), true);
    fix(api, 'stats', stats, true);
    fix(api, 'report', report, true);
  }
  offer('getConnectionInstrumentationStats', stats);
  offer('getConnectionInstrumentationReport', report);
}

function mark(room: Room, text: unknown): boolean {
  if (room.hook === undefined || typeof text !== 'string' || text === '') return false;
  room.hook.note('mark', text.length > LONGEST_MARK ? substring(text, 0, LONGEST_MARK) : text);
  return true;
}

/** A page that declares a function of that name itself must be able to: else its whole script would not run. */
function offer(name: string, value: () => unknown): void {
  if (getOwnPropertyDescriptor(globalThis, name) !== undefined) return;
  const open = { __proto__: null, value, enumerable: false, writable: true, configurable: true };
  defineProperty(globalThis, name, open as PropertyDescriptor);
}
