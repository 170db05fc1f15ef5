import type { Json } from '../trace/records.ts';
import type { Field, LayerNode, View } from './dissection.ts';
import { arrayAt, asObject, stringAt, type JsonObject } from './json/members.ts';

/** Bounds for a tree that comes from a file. */
const MAX_DEPTH = 24;
const MAX_FIELDS = 5000;

/** `fields` of a redacted frame: a tree of layers as this tool writes it, or whatever JSON another one left. */
export function nodesOfJson(json: Json | undefined): LayerNode[] {
  if (json === undefined) return [];
  const budget = { left: MAX_FIELDS };
  const layers = Array.isArray(json) ? json.map((value) => asObject(value)) : [];
  if (layers.length > 0 && layers.every((layer) => layer !== undefined && arrayAt(layer, 'fields') !== undefined)) {
    return layers.slice(0, 16).map((layer) => nodeOf(layer ?? {}, budget));
  }
  return [{ layer: 'unknown', title: 'Kept fields', summary: '', view: 'message', fields: loose(json, 0, budget) }];
}

interface Budget {
  left: number;
}

const VIEWS: readonly string[] = ['wire', 'plain', 'message'] satisfies View[];

function nodeOf(layer: JsonObject, budget: Budget): LayerNode {
  const view = stringAt(layer, 'view') ?? '';
  return {
    layer: stringAt(layer, 'layer') ?? 'unknown',
    title: stringAt(layer, 'title') ?? '',
    summary: stringAt(layer, 'summary') ?? '',
    view: VIEWS.includes(view) ? (view as View) : 'message',
    fields: (arrayAt(layer, 'fields') ?? []).flatMap((field) => fieldOf(asObject(field), 0, budget)),
  };
}

function fieldOf(json: JsonObject | undefined, depth: number, budget: Budget): Field[] {
  const name = stringAt(json, 'name');
  if (!json || name === undefined || depth > MAX_DEPTH || budget.left <= 0) return [];
  budget.left -= 1;
  const value = json['value'] ?? null;
  const note = stringAt(json, 'note');
  const children = arrayAt(json, 'children');
  return [
    {
      name,
      value: typeof value === 'object' ? null : value,
      ...(note === undefined ? {} : { note }),
      ...(json['secret'] === true ? { secret: true as const } : {}),
      ...(children ? { children: children.flatMap((child) => fieldOf(asObject(child), depth + 1, budget)) } : {}),
    },
  ];
}

function loose(json: Json, depth: number, budget: Budget): Field[] {
  if (typeof json !== 'object' || json === null) return [{ name: 'value', value: json }];
  const fields: Field[] = [];
  for (const [name, member] of Object.entries(json)) {
    budget.left -= 1;
    if (budget.left <= 0) break;
    if (typeof member !== 'object' || member === null) fields.push({ name, value: member });
    else fields.push({ name, value: null, children: depth < MAX_DEPTH ? loose(member, depth + 1, budget) : [] });
  }
  return fields;
}
