import type { Field } from '../dissect/dissection.ts';
import type { Mask } from './mask.ts';
import { isMasked, maskText } from './masked-text.ts';
import { redactObjectType } from './redact-name.ts';
import { redactWireText } from './redact-text.ts';
import { redactUrl } from './redact-url.ts';
import type { Rule } from './schema-rule.ts';
import { isNameStandIn } from './stand-ins.ts';

type Value = Field['value'];

/** The value under the first of its rules that knows what to do with it; under none, its length. */
export function redactValue(value: Value, rules: readonly Rule[], mask: Mask): Value {
  if (value === null) return null;
  if (typeof value === 'string' && (isMasked(value) || isNameStandIn(value))) return value;
  for (const rule of rules) {
    const left = applyRule(value, rule, mask);
    if (left !== undefined) return left;
  }
  return maskText(String(value));
}

function applyRule(value: Exclude<Value, null>, rule: Rule, mask: Mask): Value | undefined {
  if (rule === 'keep') return value;
  if (typeof value !== 'string') return rule === 'count' && Number.isFinite(Number(value)) ? value : undefined;
  if (rule instanceof RegExp) return rule.test(value) ? value : undefined;
  switch (rule) {
    case 'hash':
      return mask.standIns.hex(value);
    case 'url':
      return redactUrl(value, mask);
    case 'text':
      return redactWireText(value, mask);
    case 'type':
      return redactObjectType(value, mask);
    case 'count':
    case 'size':
      return undefined;
  }
}
