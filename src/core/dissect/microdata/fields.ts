import type { Field } from '../dissection.ts';
import { rangeOf, shown } from '../json/fields.ts';
import type { Source } from '../json/source.ts';
import { unescapeHtml } from './head.ts';

interface Open {
  tag: string;
  /** The field this element fills, if any; children go to the nearest one. */
  field: Field | undefined;
  children: Field[];
  contentStart: number;
}

const TAG = /<(?<close>\/?)(?<tag>[a-z]{1,10})(?<attributes>(?: [a-z-]{1,20}(?:="[^"<>]{0,400}")?)*)>/g;
const ATTRIBUTE = / (?<name>[a-z-]+)="(?<value>[^"]*)"/g;
const MAX_FIELDS = 2000;
const MAX_DEPTH = 32;

const REFERENCES: Readonly<Record<string, string>> = {
  obj: 'object',
  id: 'id object',
  blob: 'BLOB',
  clob: 'CLOB',
};

/** The properties of a ONE object, each with the bytes of its value. Reads on where something is damaged; bounded. */
export function microdataFields(source: Source): Field[] {
  const { text } = source;
  const root: Open = { tag: '', field: undefined, children: [], contentStart: 0 };
  const stack: Open[] = [root];
  let fields = 0;
  TAG.lastIndex = 0;
  for (let match = TAG.exec(text); match; match = TAG.exec(text)) {
    const { close, tag = '', attributes = '' } = match.groups ?? {};
    const top = stack.at(-1) ?? root;
    if (close) {
      if (top.tag !== tag) continue;
      stack.pop();
      settle(source, top, match.index);
      continue;
    }
    if (fields >= MAX_FIELDS || stack.length >= MAX_DEPTH) {
      root.children.push({ name: '…', value: null, note: 'further properties are not shown' });
      break;
    }
    const field = fieldOf(tag, attributes, top);
    if (field) {
      top.children.push(field);
      fields += 1;
    }
    stack.push({ tag, field, children: field ? (field.children ??= []) : top.children, contentStart: TAG.lastIndex });
  }
  TAG.lastIndex = 0;
  return root.children;
}

/** An element becomes a field where it is a property or an entry of a list. */
function fieldOf(tag: string, attributes: string, parent: Open): Field | undefined {
  const values: Record<string, string> = {};
  for (const attribute of attributes.matchAll(ATTRIBUTE)) {
    const { name = '', value = '' } = attribute.groups ?? {};
    values[name] = value;
  }
  const name =
    values['itemprop'] ?? (tag === 'li' || tag === 'dt' || tag === 'dd' ? String(parent.children.length) : undefined);
  const reference = values['data-type'];
  const type = values['itemtype']?.replace('//refin.io/', '');
  const note = reference === undefined ? type : (REFERENCES[reference] ?? reference);
  if (name === undefined) {
    if (note !== undefined && parent.field) parent.field.note = note;
    return undefined;
  }
  return { name, value: null, ...(note === undefined ? {} : { note }) };
}

/** At the end of an element without inner elements its text is the value; a link inside a list entry gives it to the entry. */
function settle(source: Source, open: Open, end: number): void {
  const field = open.field;
  if (!field) return;
  if (field.children?.length === 0) delete field.children;
  if (field.children) return;
  const raw = source.text.slice(open.contentStart, end);
  const inner = /^<a[^>]*>(?<text>[^<]*)<\/a>$/.exec(raw);
  const start = inner ? open.contentStart + raw.indexOf('>') + 1 : open.contentStart;
  const value = shown(unescapeHtml(inner?.groups?.['text'] ?? raw));
  field.value = value.value;
  if (value.note) field.note = value.note;
  const range = rangeOf(source, start, inner ? start + (inner.groups?.['text'] ?? '').length : end);
  if (range) field.range = range;
}
