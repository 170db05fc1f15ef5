import type { Field } from '../dissection.ts';
import { stringOf, type JsonNode } from './scan.ts';
import type { Source } from './source.ts';

/** How a dissector has its members shown. */
export interface FieldStyle {
  /** Names of members that are secret at any depth. */
  secret?: ReadonlySet<string>;
  /** Takes over a member by its path ("obj.email", "data.0.hash"); undefined leaves it as it is. */
  member?: (path: string, field: Field, node: JsonNode) => Field | undefined;
}

/** Longer values are cut for display, and say so: the whole is in the hex view. */
const MAX_SHOWN = 65_536;

/** The members of a JSON value as fields that point at their bytes. */
export function fieldsOfJson(source: Source, root: JsonNode, style: FieldStyle = {}): Field[] {
  return childFields(source, root, style, '');
}

function childFields(source: Source, node: JsonNode, style: FieldStyle, path: string): Field[] {
  const fields = (node.children ?? []).map((child, index) => {
    const name = child.key ?? String(index);
    const childPath = path === '' ? name : `${path}.${name}`;
    const field = oneField(source, child, name, style, childPath);
    return style.member?.(childPath, field, child) ?? field;
  });
  if (node.omitted) fields.push({ name: '…', value: null, note: `${node.omitted} more values are not shown` });
  return fields;
}

function oneField(source: Source, node: JsonNode, name: string, style: FieldStyle, path: string): Field {
  const field: Field = { name: node.type === 'cut' ? (node.key ?? '…') : name, ...valueOf(source, node) };
  const range = rangeOf(source, node.keyStart ?? node.start, node.end);
  if (range) field.range = range;
  if (style.secret?.has(name)) field.secret = true;
  if (node.children) {
    const inherited = field.secret ? { ...style, secret: everything } : style;
    field.children = childFields(source, node, inherited, path);
  }
  return field;
}

/** Below a secret member everything is secret. */
const everything: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });

function valueOf(source: Source, node: JsonNode): Pick<Field, 'value' | 'note'> {
  switch (node.type) {
    case 'string':
      return shown(stringOf(source, node));
    case 'number':
      return { value: Number(source.text.slice(node.start, node.end)) };
    case 'boolean':
      return { value: source.text[node.start] === 't' };
    case 'null':
      return { value: null };
    case 'deep':
      return { value: null, note: 'nested too deeply to be shown' };
    case 'cut':
      return { value: null, note: 'cut off' };
    case 'array':
      return { value: null, note: `${(node.children?.length ?? 0) + (node.omitted ?? 0)} entries` };
    case 'object':
      return { value: null };
  }
}

/** A text as a field's value, cut where it is too long to show. */
export function shown(text: string): Pick<Field, 'value' | 'note'> {
  if (text.length <= MAX_SHOWN) return { value: text };
  return { value: text.slice(0, MAX_SHOWN), note: `the first ${MAX_SHOWN} of ${text.length} characters` };
}

/** Byte range of a stretch of the source, where its place is known. */
export function rangeOf(source: Source, start: number, end: number): [number, number] | undefined {
  const from = source.at(start);
  const to = source.at(end);
  return from === undefined || to === undefined ? undefined : [from, to];
}
