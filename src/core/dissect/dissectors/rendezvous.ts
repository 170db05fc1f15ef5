import type { Fact } from '../facts.ts';
import { fieldsOfJson } from '../json/fields.ts';
import { hexAt, present, stringAt } from '../json/members.ts';
import { scanJson } from '../json/scan.ts';
import type { MessageDissector } from '../reading.ts';
import { short } from '../words.ts';

/** Two peers find each other, through a relay or directly (PROTOCOL §1.1 rows 8 and 9, §2.1). */
export const rendezvous: MessageDissector = (message, context) => {
  if (context.place !== 'clear' || message.type !== 'text') return undefined;
  const json = message.json;
  const command = stringAt(json, 'command');
  const common = { layer: 'rendezvous', phase: 'discovery', title: 'Rendezvous' } as const;
  const fields = () => fieldsOfJson(message.source, scanJson(message.source));
  if (command === 'communication_ready') {
    return { ...common, name: command, summary: 'peer accepts', facts: [{ kind: 'communication-ready' }], fields };
  }
  if (command !== 'communication_request') return undefined;
  const source = hexAt(json, 'sourcePublicKey');
  const target = hexAt(json, 'targetPublicKey');
  return {
    ...common,
    name: command,
    summary: `${source ? short(source) : 'no usable key'} → ${target ? short(target) : 'no usable key'}`,
    facts: [present<Fact>({ kind: 'communication-request', source, target })],
    ...(source && target
      ? {}
      : { problem: { code: 'rendezvous.malformed', message: 'a public key is not 32 bytes of hex' } }),
    fields,
  };
};
