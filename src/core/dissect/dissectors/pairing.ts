import { personId } from '../../crypto/one-hash.ts';
import type { Fact } from '../facts.ts';
import { fieldsOfJson } from '../json/fields.ts';
import { hexAt, objectAt, present, stringAt } from '../json/members.ts';
import { scanJson } from '../json/scan.ts';
import type { MessageDissector } from '../reading.ts';
import { line } from '../words.ts';

/** An invitation is redeemed (PROTOCOL §4.1). */
export const pairing: MessageDissector = (message) => {
  if (message.type !== 'text') return undefined;
  const json = message.json;
  const command = stringAt(json, 'command');
  if (command !== 'authentication_token' && command !== 'identity') return undefined;
  const common = { layer: 'pairing', name: command, phase: 'pairing', title: 'Pairing' } as const;
  const fields = () => fieldsOfJson(message.source, scanJson(message.source), { secret: SECRET });

  if (command === 'authentication_token') {
    const token = stringAt(json, 'token');
    return {
      ...common,
      summary: token === undefined ? 'no token' : `token •••••••• (${token.length})`,
      facts: token === undefined ? [] : [{ kind: 'pairing-token', length: token.length }],
      ...(token === undefined ? { problem: { code: 'pairing.malformed', message: 'the token is missing' } } : {}),
      fields,
    };
  }
  const obj = objectAt(json, 'obj');
  const email = stringAt(obj, 'personEmail');
  const instanceName = stringAt(obj, 'instanceName');
  return {
    ...common,
    summary: `${line(email ?? 'no e-mail', 70)} · ${line(instanceName ?? 'no instance', 40)}`,
    facts: [
      present<Fact>({
        kind: 'pairing-identity',
        email,
        instanceName,
        personKey: hexAt(obj, 'personKeyPublic'),
        instanceKey: hexAt(obj, 'instanceKeyPublic'),
        url: stringAt(obj, 'url'),
        person: email === undefined ? undefined : personId(email),
      }),
    ],
    ...(obj ? {} : { problem: { code: 'pairing.malformed', message: 'the identity object is missing' } }),
    fields,
  };
};

const SECRET: ReadonlySet<string> = new Set(['token']);
