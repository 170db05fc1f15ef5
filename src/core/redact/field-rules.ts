import type { Fields, Rule } from './schema-rule.ts';

/** The fields of a schema, made ready for looking up. */
export interface FieldRules {
  /** Path in the schema of the member `name` below `path` (`''` at the top); undefined where it may not leave. */
  pathOf(path: string, name: string): string | undefined;
  /** Rules of a path; none where it only leads to others. */
  of(path: string): readonly Rule[];
}

const ready = new WeakMap<Fields, FieldRules>();

export function fieldRules(fields: Fields): FieldRules {
  const known = ready.get(fields);
  if (known) return known;
  const rules = prepare(fields);
  ready.set(fields, rules);
  return rules;
}

function prepare(fields: Fields): FieldRules {
  const rules = new Map<string, readonly Rule[]>();
  for (const [path, rule] of Object.entries(fields)) {
    const parts = path.split('.');
    for (let length = 1; length < parts.length; length++) {
      const above = parts.slice(0, length).join('.');
      rules.set(above, rules.get(above) ?? []);
    }
    rules.set(path, typeof rule === 'string' || rule instanceof RegExp ? [rule] : rule);
  }
  return {
    of: (path) => rules.get(path) ?? [],
    pathOf(path, name) {
      // A member with a dot in its name must not be taken for one of a member.
      if (name.includes('.')) return undefined;
      const exact = path === '' ? name : `${path}.${name}`;
      if (rules.has(exact)) return exact;
      const any = `${path}.*`;
      return /^\d+$/.test(name) && rules.has(any) ? any : undefined;
    },
  };
}
