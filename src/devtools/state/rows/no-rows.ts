import type { FilterNode } from '../../../core/filter/filter-node.ts';
import { parseFilter } from '../../../core/filter/parse.ts';
import { countMatches } from '../filter/filter-values.ts';
import type { Panel } from '../panel.ts';

/** Why a list that has messages shows none. */
export interface NoRows {
  hidden: number;
  /** The term without which most messages would be left, and the filter without it. */
  worst: { term: string; rest: string; left: number } | undefined;
}

export function noRows(panel: Panel): NoRows {
  const text = panel.filter.text.peek();
  const candidates = topTerms(text).map(({ start, end }) => {
    const rest = `${text.slice(0, start)} ${text.slice(end)}`.replace(/\s+/g, ' ').trim();
    return { term: text.slice(start, end), rest, left: countMatches(panel, rest) ?? 0 };
  });
  const [worst] = candidates.sort((a, b) => b.left - a.left);
  return { hidden: panel.session.rows.peek().columns.frames, worst: worst && worst.left > 0 ? worst : undefined };
}

/** The places of the terms that are joined by AND; inside an OR no single term is to blame. */
export function topTerms(text: string): { start: number; end: number }[] {
  const parsed = parseFilter(text);
  if (!parsed.ok || parsed.node === undefined || /\b(OR|AND)\b/.test(text)) return [];
  const nodes = parsed.node.op === 'and' ? parsed.node.nodes : [parsed.node];
  return nodes.flatMap((node) => placeOf(node, text));
}

function placeOf(node: FilterNode, text: string): { start: number; end: number }[] {
  if (node.op === 'term') return [{ start: node.start, end: node.end }];
  if (node.op !== 'not' || node.node.op !== 'term') return [];
  const { start, end } = node.node;
  return text[start - 1] === '-' ? [{ start: start - 1, end }] : [];
}
