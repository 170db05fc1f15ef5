import type { Dissection, Field } from '../../core/dissect/dissection.ts';
import { narrow, type Searchable } from '../../core/filter/text-match.ts';

/** A message is searched up to here; the payload itself stays in the store. */
const LIMIT = 4096;

/** What the filter may find in a message: name, summary and every value that is not masked. */
export function searchable(name: string, summary: string, dissection?: Dissection): Searchable {
  let text = name;
  let secrets: string[] | undefined;
  const say = (part: string): void => {
    if (part !== '') text += `\n${narrow(part)}`;
  };
  const take = (fields: readonly Field[]): void => {
    for (const field of fields) {
      if (field.secret) (secrets ??= []).push(String(field.value));
      else if (text.length < LIMIT) {
        say(field.name);
        say(String(field.value ?? ''));
        say(field.note ?? '');
      }
      if (field.children && !field.secret) take(field.children);
    }
  };
  say(summary);
  for (const node of dissection?.tree ?? []) take(node.fields);
  // Decoded with `masking`: where no tree was made, nothing in the message is secret.
  const { message, rpc, problem } = dissection ?? {};
  if (dissection?.tree.length === 0 && message?.type === 'text') {
    say(rpc?.service ?? '');
    say(message.text.length > LIMIT ? message.text.slice(0, LIMIT) : message.text);
  }
  if (problem) {
    say(problem.code);
    say(problem.message);
  }
  text = (text.length > LIMIT ? text.slice(0, LIMIT) : text).toLowerCase();
  return secrets === undefined ? { text } : { text, secrets };
}
