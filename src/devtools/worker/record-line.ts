import { callWords, isLibraryCall } from '../../core/plugins/library-calls.ts';
import type { TraceRecord } from '../../core/trace/records.ts';

type Other = Exclude<TraceRecord, { kind: 'frame' }>;

export interface RecordLine {
  name: string;
  summary: string;
}

/** The name and the one line of a record that is no frame, as the list shows it; undefined for what has no row. */
export function recordLine(record: Other): RecordLine | undefined {
  switch (record.kind) {
    case 'page':
      return { name: 'page', summary: [record.title, record.url].filter(Boolean).join(' · ') };
    case 'open':
      return { name: 'dial', summary: `${record.url}${record.late ? ' · was open before the recording began' : ''}` };
    case 'state':
      return { name: record.state, summary: record.detail ?? '' };
    case 'call':
      if (!isLibraryCall(record))
        return { name: `call ${record.method}`, summary: callLine(record.code, record.reason) };
      // Every send of the app stands beside its frame: one row for both.
      return record.method === 'send' ? undefined : { name: `call ${record.method}`, summary: callWords(record) };
    case 'close':
      return {
        name: 'close',
        summary: `${record.code}${record.reason ? ` · ${record.reason}` : ''}${record.clean ? '' : ' · not clean'}`,
      };
    case 'error':
      return { name: 'error', summary: record.message };
    case 'plugin':
      return {
        name: `plugin ${record.event}`,
        summary: `${record.name}${record.order.length ? ` · ${record.order.join(' › ')}` : ''}`,
      };
    case 'key':
      return {
        name: 'key known',
        summary: `${record.cipher} · counters out ${record.sendCounter}, in ${record.receiveCounter}, step ${record.step}`,
      };
    case 'lost':
      return { name: 'lost', summary: record.why };
    case 'note':
      return { name: record.type ?? 'note', summary: record.text };
    case 'sample':
    case 'foreign':
      return undefined;
  }
}

const callLine = (code: number | undefined, reason: string | undefined): string =>
  [code, reason].filter((part) => part !== undefined && part !== '').join(' · ');
