import { ROW } from '../../../core/contract/row-columns.ts';
import { textTermKey, type FilterSource, type Labels, type RowTest } from '../../../core/filter/compile.ts';
import type { FlagName, LabelField } from '../../../core/filter/fields.ts';
import { KIND_CODE } from '../../../core/trace/page-layout.ts';
import type { ColumnStore } from '../rows/column-store.ts';
import type { ConnFacts } from '../rows/conn-facts.ts';
import { sinceMidnight } from '../format.ts';
import type { TextHits } from './text-hits.ts';

export interface RowFacts {
  columns: ColumnStore;
  /** What the model says of connections, by connection number. */
  conns: ConnFacts;
  /** Time that `time:` counts from. */
  start(): number;
  /** Finding codes by row, for the rows that are evidence. */
  codes: ReadonlyMap<number, readonly string[]>;
  marks: ReadonlySet<number>;
}

/** Answers the filter's questions from the columns. `terms` are the text terms in the order of their hits. */
export function createFilterSource(facts: RowFacts, hits: TextHits, terms: readonly string[]): FilterSource {
  const { columns, conns, codes, marks } = facts;
  const { tables } = columns;
  const isFrame = (row: number): boolean => columns.get('kind', row) === KIND_CODE.frame;

  const column = (name: 'conn' | 'name' | 'layers' | 'phase' | 'facet', of: Labels['of']): Labels => ({
    id: (row) => columns.get(name, row),
    of,
  });
  const perConn = (of: (conn: number) => readonly string[]): Labels => column('conn', of);

  function labels(field: LabelField): Labels {
    switch (field) {
      case 'conn':
        return perConn((conn) => some(tables.conns[conn]));
      case 'peer':
        return perConn(conns.peer);
      case 'server':
        return perConn(conns.server);
      case 'load':
        return perConn(conns.load);
      case 'role':
        return perConn(conns.role);
      case 'state':
        return perConn(conns.state);
      case 'purpose':
        return perConn(conns.purpose);
      case 'transport':
        return perConn(conns.transport);
      case 'layer':
        return column('layers', (id) => tables.layers[id] ?? []);
      case 'name':
        return column('name', (id) => some(tables.names[id]));
      case 'phase':
        return column('phase', (id) => some(tables.phases[id]));
      case 'dir':
        return {
          id: (row) => (isFrame(row) ? 1 + (columns.get('flags', row) & ROW.out) : 0),
          of: (id) => DIRS[id] ?? [],
        };
      case 'type':
        return column('facet', (id) => some(tables.facets[id]?.type));
      case 'group':
        return column('facet', (id) => some(tables.facets[id]?.group));
      case 'service':
        return column('facet', (id) => some(tables.facets[id]?.service));
      case 'code':
        return codeLabels(columns, codes);
    }
  }

  return {
    labels,
    number(field) {
      switch (field) {
        case 'size':
          return (row) => (isFrame(row) ? columns.get('size', row) : NaN);
        case 'plain':
          return (row) => (columns.get('flags', row) & ROW.decrypted ? columns.get('plain', row) : NaN);
        case 'rtt':
          return (row) => (columns.get('flags', row) & ROW.asks ? columns.get('rtt', row) : NaN);
        case 'counter':
          return (row) => columns.get('counter', row) - 1;
        case 'time':
          return (row) => columns.get('t', row) - facts.start();
        case 'clock':
          return (row) => sinceMidnight(columns.get('t', row));
      }
    },
    flag: (name) => flagTest(name, columns, conns, codes, marks),
    text(term) {
      const at = terms.indexOf(textTermKey(term));
      return (row) => hits.has(at, row);
    },
  };
}

const some = (label: string | undefined): readonly string[] => (label ? [label] : []);
const DIRS: readonly (readonly string[])[] = [[], ['in'], ['out']];

/** Codes of findings by row, and codes of closes as they stand in their summary. */
function codeLabels(columns: ColumnStore, codes: RowFacts['codes']): Labels {
  const close = (row: number): string[] =>
    columns.get('kind', row) === KIND_CODE.close ? [columns.summary(row).split(' ')[0] ?? ''] : [];
  return {
    id: (row) => (codes.has(row) || columns.get('kind', row) === KIND_CODE.close ? row + 1 : 0),
    of: (id) => (id === 0 ? [] : [...(codes.get(id - 1) ?? []), ...close(id - 1)]),
  };
}

function flagTest(
  name: FlagName,
  columns: ColumnStore,
  conns: ConnFacts,
  codes: RowFacts['codes'],
  marks: RowFacts['marks'],
): RowTest {
  const bit =
    (mask: number): RowTest =>
    (row) =>
      (columns.get('flags', row) & mask) !== 0;
  switch (name) {
    case 'unanswered':
      return (row) => (columns.get('flags', row) & (ROW.asks | ROW.answered)) === ROW.asks;
    case 'marked':
      return (row) => marks.has(row);
    case 'finding':
      return (row) => codes.has(row);
    case 'key':
      return (row) => conns.hasKey(columns.get('conn', row));
    case 'unpaired':
      return (row) => {
        const end = columns.otherEnd(row);
        return end !== undefined && end.mate === undefined;
      };
    case 'answered':
    case 'error':
    case 'encrypted':
    case 'decrypted':
    case 'locked':
    case 'fragment':
    case 'truncated':
    case 'lost':
    case 'unknown':
    case 'problem':
      return bit(ROW[name]);
  }
}
