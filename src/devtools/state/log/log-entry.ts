import { ROW } from '../../../core/contract/row-columns.ts';
import type { LogEntry, LogLevel } from '../../../core/report/log-words.ts';
import type { CloseClass, ConnectionReport } from '../../../core/report/report.ts';
import { KINDS } from '../../../core/trace/page-layout.ts';
import type { Rows } from '../session.ts';

/** What a row says in the log. Only the columns are read, so the log of a million rows costs no more than they do. */
export function logEntry({ columns }: Rows, row: number, connection: ConnectionReport | undefined): LogEntry {
  const { tables } = columns;
  const kind = KINDS[columns.get('kind', row)] ?? 'foreign';
  const name = tables.names[columns.get('name', row)] ?? '';
  const summary = columns.summary(row);
  const { transport = 'websocket', url = '' } = connection ?? {};
  switch (kind) {
    case 'frame': {
      const flags = columns.get('flags', row);
      if (flags & ROW.problem && !(flags & ROW.locked)) return { kind: 'problem', name, summary };
      const phase = tables.phases[columns.get('phase', row)] ?? '';
      return { kind: 'message', transport, out: (flags & ROW.out) !== 0, name, summary, phase };
    }
    case 'open':
      return { kind: 'created', transport, url: summary };
    case 'state':
      if (name === 'open') return { kind: 'connected', transport, url };
      return name === 'closing'
        ? { kind: 'closing', transport, url, detail: summary }
        : { kind: 'state', name, summary };
    case 'close': {
      const { code = 0, reason = '', class: of } = connection?.close ?? {};
      return {
        kind: 'closed',
        transport,
        url,
        code,
        reason,
        level: of === undefined ? 'plain' : (LEVELS[of] ?? 'plain'),
      };
    }
    case 'call':
      return { kind: 'call', name, summary };
    case 'error':
      return { kind: 'transport-error', message: summary };
    case 'lost':
      return { kind: 'lost', count: columns.get('size', row), why: summary };
    case 'key':
    case 'plugin':
    case 'page':
      return { kind, name, summary };
    case 'note':
    case 'sample':
    case 'foreign':
      return { kind: 'note', type: name, text: summary };
  }
}

/** Ends that were not meant; a refusal is the other side's word, and may be usual. */
const LEVELS: Partial<Record<CloseClass, LogLevel>> = {
  timeout: 'error',
  protocol: 'error',
  abnormal: 'error',
  refused: 'warning',
};
