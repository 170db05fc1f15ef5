import type { Field, LayerNode, View } from '../../../core/dissect/dissection.ts';
import { masked } from '../format.ts';

/** One visible line of the layer tree. */
export interface TreeRow {
  id: string;
  level: number;
  kind: 'layer' | 'field';
  name: string;
  value: string;
  note: string;
  view: View;
  range: readonly [number, number] | undefined;
  link: number | undefined;
  isSecret: boolean;
  /** Undefined where there is nothing to fold. */
  isOpen: boolean | undefined;
}

export interface TreeOptions {
  folded: ReadonlySet<string>;
  /** Path of the one secret that is shown. */
  revealed: string | undefined;
}

/** The layers of a message with their fields, as lines; a folded line hides its children. */
export function treeRows(tree: readonly LayerNode[], { folded, revealed }: TreeOptions): TreeRow[] {
  return tree.flatMap((node, at) => {
    const id = String(at);
    const isOpen = node.fields.length === 0 ? undefined : !folded.has(id);
    const row: TreeRow = {
      id,
      level: 1,
      kind: 'layer',
      name: node.title,
      value: node.summary,
      note: '',
      view: node.view,
      range: undefined,
      link: undefined,
      isSecret: false,
      isOpen,
    };
    return isOpen ? [row, ...fieldRows(node.fields, id, 2, node.view, { folded, revealed })] : [row];
  });
}

function fieldRows(fields: readonly Field[], path: string, level: number, view: View, options: TreeOptions): TreeRow[] {
  return fields.flatMap((field, at) => {
    const id = `${path}.${at}`;
    const isHidden = field.secret === true && options.revealed !== id;
    const value = field.value === null ? '' : String(field.value);
    const children = isHidden ? [] : (field.children ?? []);
    const isOpen = children.length === 0 ? undefined : !options.folded.has(id);
    const row: TreeRow = {
      id,
      level,
      kind: 'field',
      name: field.name,
      value: isHidden ? masked(value.length) : value,
      note: field.note ?? '',
      view,
      range: field.range,
      link: field.link?.seq,
      isSecret: field.secret === true,
      isOpen,
    };
    return isOpen ? [row, ...fieldRows(children, id, level + 1, view, options)] : [row];
  });
}

/** Layers below the content start folded where there is little room. */
export function foldedAtFirst(tree: readonly LayerNode[], isTight: boolean): Set<string> {
  return new Set(isTight ? tree.slice(0, -1).map((_, at) => String(at)) : []);
}

/** The field whose bytes hold `index` most closely, for the way back from the hex. */
export function fieldAt(rows: readonly TreeRow[], view: View, index: number): TreeRow | undefined {
  let best: TreeRow | undefined;
  const width = ({ range }: TreeRow): number => (range ? range[1] - range[0] : Infinity);
  for (const row of rows) {
    const isIn = row.view === view && row.range && index >= row.range[0] && index < row.range[1];
    if (isIn && (best === undefined || width(row) <= width(best))) best = row;
  }
  return best;
}
