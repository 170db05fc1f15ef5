import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { copiedLog, logLine, type LogLevel, type LogLine, type LogSource } from '../../../core/report/log-words.ts';
import type { ConnectionReport } from '../../../core/report/report.ts';
import { findingsInScope } from '../findings/findings.ts';
import { followShown, type Followed } from '../rows/followed-rows.ts';
import { logEntry } from './log-entry.ts';
import { createLogRows, mergeLog, type Aside, type LogItem, type LogRows, type MergedLog } from './log-rows.ts';
import type { Scope } from '../scope/scope.ts';
import type { Session } from '../session.ts';
import type { ShownRows } from '../rows/shown-rows.ts';
import { read, write } from '../stored.ts';

export const LOG_SOURCES: readonly LogSource[] = [
  'capture',
  'decoder',
  'sockets',
  'messages',
  'findings',
  'security',
  'console',
];

/** Says again, in other words, what messages say: a log of its own for whoever asks for it. */
const HIDDEN_AT_FIRST: LogSource[] = ['security'];

export type LogShown = 'all' | 'warnings' | 'errors';

export interface Log extends Followed<LogRows> {
  merged: ReadonlySignal<MergedLog>;
  level: ReadonlySignal<LogShown>;
  sources: ReadonlySignal<ReadonlySet<LogSource>>;
  show(level: LogShown): void;
  toggle(source: LogSource): void;
  line(item: LogItem): LogLine & { conn: string; t: number };
  /** What is copied of the items from one place to another, both included. */
  copy(from: number, to: number): string;
}

const HIDDEN_BELOW: Record<LogShown, ReadonlySet<LogLevel>> = {
  all: new Set(),
  warnings: new Set(['plain']),
  errors: new Set(['plain', 'warning']),
};

export function createLog(session: Session, scope: Scope, shown: ShownRows, isOpen: ReadonlySignal<boolean>): Log {
  const level = signal<LogShown>('all');
  const hidden = signal<ReadonlySet<LogSource>>(new Set(read<LogSource[]>('log-hidden', HIDDEN_AT_FIRST)));
  const sources = computed(() => new Set(LOG_SOURCES.filter((source) => !hidden.value.has(source))));
  const connections = computed(() => new Map(session.report.value.connections.map((each) => [each.conn, each])));

  const ends = computed(() => session.report.value.connections.filter(({ close }) => close !== undefined).length);

  const connOf = (row: number): ConnectionReport | undefined => {
    const { columns } = session.rows.peek();
    return connections.peek().get(columns.tables.conns[columns.get('conn', row)] ?? '');
  };
  const followed = followShown(shown, isOpen, (view) => {
    const rows = session.rows.value;
    const [wanted, below] = [sources.value, HIDDEN_BELOW[level.value]];
    const t = (row: number): number => rows.columns.get('t', row);
    if (wanted.size === LOG_SOURCES.length && below.size === 0) return createLogRows(view, t, () => true);
    // How bad an end is, the model knows only after the row was judged.
    if (below.size > 0) void ends.value;
    return createLogRows(view, t, (row) => {
      const line = logLine(logEntry(rows, row, connOf(row)));
      return wanted.has(line.source) && !below.has(line.level);
    });
  });
  const isShown = ({ severity }: { severity: 'info' | 'warning' | 'error' }): boolean =>
    !HIDDEN_BELOW[level.value].has(severity === 'info' ? 'plain' : severity);
  const findings = computed((): Aside[] => {
    if (!sources.value.has('findings')) return [];
    return findingsInScope(session.report.value, scope.conns.value)
      .filter(({ finding }) => isShown(finding))
      .map(({ finding }) => ({ kind: 'finding', t: finding.t, finding }));
  });
  const security = computed((): Aside[] => {
    if (!sources.value.has('security')) return [];
    return session.report.value.security
      .filter((event) => isShown(event) && (scope.conns.value?.has(event.conn) ?? true))
      .map((event) => ({ kind: 'security', t: event.t, event }));
  });
  const merged = computed(() => {
    void followed.version.value;
    return mergeLog(
      followed.list.value,
      [...findings.value, ...security.value].sort((a, b) => a.t - b.t),
    );
  });

  function line(item: LogItem): LogLine & { conn: string; t: number } {
    if (item.kind === 'finding') {
      const { conn = '', t, code, severity, title } = item.finding;
      return { ...logLine({ kind: 'finding', code, severity, title }), conn, t };
    }
    if (item.kind === 'security') {
      const { conn, t, area, severity, title } = item.event;
      return { ...logLine({ kind: 'security', area, severity, title }), conn, t };
    }
    const rows = session.rows.peek();
    const { columns } = rows;
    const conn = columns.tables.conns[columns.get('conn', item.row)] ?? '';
    return { ...logLine(logEntry(rows, item.row, connOf(item.row))), conn, t: columns.get('t', item.row) };
  }

  return {
    ...followed,
    merged,
    level,
    sources,
    line,
    show(next) {
      level.value = next;
    },
    toggle(source) {
      const next = new Set(hidden.peek());
      if (!next.delete(source)) next.add(source);
      hidden.value = next;
      write('log-hidden', [...next]);
    },
    copy(from, to) {
      const all = merged.peek();
      const items = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => all.at(from + i));
      return copiedLog(items.flatMap((item) => (item ? [line(item)] : [])));
    },
  };
}
