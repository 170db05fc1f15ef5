import type { Dissection, Field } from '../../core/dissect/dissection.ts';
import type { Searchable } from '../../core/filter/text-match.ts';

/** A message is searched up to here; the payload itself stays in the store. */
const LIMIT = 4096;

/** What the filter may find in a message: name, summary and every value that is not masked. */
export function searchable(name: string, summary: string, dissection?: Dissection): Searchable {
  const parts = [name, summary];
  const secrets: string[] = [];
  let length = name.length + summary.length;
  const take = (fields: readonly Field[]): void => {
    for (const field of fields) {
      if (field.secret) secrets.push(String(field.value));
      else if (length < LIMIT) {
        const value = String(field.value ?? '');
        parts.push(field.name, value, field.note ?? '');
        length += field.name.length + value.length + (field.note?.length ?? 0) + 3;
      }
      if (field.children && !field.secret) take(field.children);
    }
  };
  for (const node of dissection?.tree ?? []) take(node.fields);
  // Decoded with `masking`: where no tree was made, nothing in the message is secret.
  const { message, rpc } = dissection ?? {};
  if (dissection?.tree.length === 0 && message?.type === 'text')
    parts.push(rpc?.service ?? '', message.text.slice(0, LIMIT));
  if (dissection?.problem) parts.push(dissection.problem.code, dissection.problem.message);
  const text = parts
    .filter((part) => part !== '')
    .join('\n')
    .slice(0, LIMIT)
    .toLowerCase();
  return secrets.length > 0 ? { text, secrets } : { text };
}
