import { compileFilter, textTerms } from '../../../core/filter/compile.ts';
import type { LabelField } from '../../../core/filter/fields.ts';
import { parseFilter } from '../../../core/filter/parse.ts';
import { KIND_CODE } from '../../../core/trace/page-layout.ts';
import { createConnFacts } from '../rows/conn-facts.ts';
import { codesByRow } from '../findings/evidence.ts';
import { createFilterSource } from './filter-source.ts';
import type { Panel } from '../panel.ts';
import { createTextHits } from './text-hits.ts';

/** Values are collected from at most so many rows: completion has to be there with the next key. */
const LOOK_AT = 50_000;

/** Values of a field that occur in the scope, most frequent first. */
export function filterValues(panel: Panel, field: LabelField): string[] {
  const counts = new Map<string, number>();
  const { labels } = sourceOf(panel);
  const of = labels(field);
  for (const row of rowsInScope(panel)) {
    for (const label of of.of(of.id(row))) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([label]) => label);
}

/** How many messages in scope a filter leaves; undefined where that needs the decoded text, or too many rows. */
export function countMatches(panel: Panel, text: string): number | undefined {
  const parsed = parseFilter(text);
  if (!parsed.ok || textTerms(parsed.node).length > 0) return undefined;
  if (panel.session.rows.peek().columns.rows > LOOK_AT) return undefined;
  const test = compileFilter(parsed.node, sourceOf(panel));
  let found = 0;
  for (const row of rowsInScope(panel)) if (test(row)) found += 1;
  return found;
}

function sourceOf({ session, selection }: Panel): ReturnType<typeof createFilterSource> {
  const rows = session.rows.peek();
  const report = session.report.peek();
  const facts = {
    columns: rows.columns,
    conns: createConnFacts(rows.columns.tables.conns, report),
    start: () => rows.conns.start,
    codes: codesByRow(report, rows),
    marks: selection.marks.peek(),
  };
  return createFilterSource(facts, createTextHits(0), []);
}

function* rowsInScope({ session, scope }: Panel): Generator<number> {
  const { columns } = session.rows.peek();
  const conns = scope.conns.peek();
  for (let row = Math.max(0, columns.rows - LOOK_AT); row < columns.rows; row += 1) {
    if (columns.get('kind', row) !== KIND_CODE.frame) continue;
    if (conns === undefined || conns.has(columns.tables.conns[columns.get('conn', row)] ?? '')) yield row;
  }
}
