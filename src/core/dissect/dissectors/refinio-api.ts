import type { Fact } from '../facts.ts';
import { present, stringAt } from '../json/members.ts';
import type { MessageDissector } from '../reading.ts';
import { line } from '../words.ts';

/** Another protocol that ONE pages speak (PROTOCOL §11.5): recognised, so that it is not taken for damage, and left alone. */
export const refinioApi: MessageDissector = (message, context) => {
  if (context.place !== 'clear' || message.type !== 'text') return undefined;
  const json = message.json;
  if (!json || stringAt(json, 'id') === undefined) return undefined;
  const handler = stringAt(json, 'handler');
  const method = stringAt(json, 'method');
  const type = stringAt(json, 'type');
  const success = typeof json['success'] === 'boolean' ? json['success'] : undefined;
  const isCall = handler !== undefined && method !== undefined;
  const isEvent =
    type !== undefined && /^(?:auth|crud|recipe|contacts|stream|[a-z]+)\.[a-z.]+$/.test(type) && 'payload' in json;
  if (!isCall && !isEvent && success === undefined) return undefined;
  const what = isCall ? `${handler}.${method}` : isEvent ? type : success ? 'success' : 'failure';
  return {
    layer: undefined,
    name: 'unknown',
    title: 'refinio.api',
    summary: line(`refinio.api ${what}, not part of the ONE connection protocol`),
    facts: [present<Fact>({ kind: 'refinio-api', handler, type, success })],
    fields: () => [],
  };
};
