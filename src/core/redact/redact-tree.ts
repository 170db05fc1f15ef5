import type { Field, LayerNode } from '../dissect/dissection.ts';
import type { Json } from '../trace/records.ts';
import { fieldRules, type FieldRules } from './field-rules.ts';
import type { Mask } from './mask.ts';
import { OUTER_FIELDS, TITLES } from './schema.ts';
import type { MessageSchema } from './schema-rule.ts';
import { redactRemark } from './redact-remark.ts';
import { redactValue } from './redact-value.ts';

type JsonObject = { [name: string]: Json };

/**
 * The tree of a message as far as its schema lets it leave, in the form that decoded-fields.ts reads. The schema rules the layer that the
 * message belongs to; layers around it have lists of their own, any other leaves its name. What was left out is counted in place.
 */
export const redactTree = (
  tree: readonly LayerNode[],
  schema: MessageSchema,
  summary: string | undefined,
  mask: Mask,
): Json[] =>
  tree
    .filter(({ layer }) => layer !== 'socket')
    .map((node) => {
      const { layer, view, fields } = node;
      const name = TITLES.has(layer) ? layer : 'unknown';
      const isOwn = layer === schema.layer;
      const rules = fieldRules(isOwn ? schema.fields : (OUTER_FIELDS.get(layer) ?? {}));
      return {
        layer: name,
        title: TITLES.get(name) ?? '',
        summary: isOwn ? (summary ?? '') : lineOf(node.summary),
        view: view === 'wire' || view === 'plain' ? view : 'message',
        fields: redactFields(fields, rules, '', mask),
      };
    });

/** What the layers around a message say of themselves: counters and sizes. */
const LINES: readonly RegExp[] = [
  /^xsalsa20poly1305 · (?:counter \d+ · tag valid|locked|tag does not fit|not recorded whole|opened, but damaged inside)$/,
  /^(?:passed through, not fragmented|(?:joined )?\d+ pieces?, \d+ B|piece(?: \d+)?, \d+ B)$/,
];

const lineOf = (summary: string): string => (LINES.some((line) => line.test(summary)) ? summary : '');

const MORE = '…';
/** What this file has left out, and what a dissector had left out before. */
const COUNTED = /^(\d{1,9}) (?:values? left out|more values are not shown)$/;

function redactFields(fields: readonly Field[], rules: FieldRules, path: string, mask: Mask): Json[] {
  const kept: Json[] = [];
  let leftOut = 0;
  for (const field of fields) {
    const counted = field.name === MORE ? COUNTED.exec(field.note ?? '')?.[1] : undefined;
    const at = counted === undefined ? rules.pathOf(path, field.name) : undefined;
    if (at === undefined) leftOut += counted === undefined ? 1 : Number(counted);
    else kept.push(redactField(field, rules, at, mask));
  }
  if (leftOut > 0)
    kept.push({ name: MORE, value: null, note: `${leftOut} ${leftOut === 1 ? 'value' : 'values'} left out` });
  return kept;
}

function redactField(
  { name, value, secret, note, children }: Field,
  rules: FieldRules,
  path: string,
  mask: Mask,
): Json {
  const redacted: JsonObject = { name, value: redactValue(value, secret ? [] : rules.of(path), mask) };
  const kept = note === undefined ? undefined : redactRemark(note);
  if (kept !== undefined) redacted['note'] = kept;
  if (children) redacted['children'] = redactFields(children, rules, path, mask);
  return redacted;
}
