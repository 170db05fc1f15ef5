import type { Phase } from '../dissection.ts';
import { fieldsBehind, textBehind } from '../gatt/value.ts';
import { countAt, stringAt } from '../json/members.ts';
import type { MessageDissector } from '../reading.ts';
import { line, short } from '../words.ts';

/** By number: `type` of the message. */
const TYPES: readonly (readonly [name: string, phase: Phase, words: string])[] = [
  ['esp32.discovery', 'discovery', 'discovery'],
  ['esp32.key-exchange', 'encryption', 'key exchange'],
  ['esp32.certificate-sync', 'sync', 'certificates'],
  ['esp32.profile-sync', 'sync', 'profiles'],
  ['esp32.data', 'data', 'data'],
  ['esp32.ack', 'data', 'acknowledgement'],
];

/** Messages of the peer manager of an ESP32 (PROTOCOL §11.2): one write is one JSON object. */
export const esp32: MessageDissector = (message, { gatt }) => {
  if (gatt === undefined || message.bytes[0] !== 0x7b) return undefined;
  const json = textBehind(message, 0)?.json;
  const sender = stringAt(json, 'sender');
  const recipient = stringAt(json, 'recipient');
  const sequence = countAt(json, 'sequence');
  const type = TYPES[countAt(json, 'type') ?? -1];
  if (sender === undefined || recipient === undefined || sequence === undefined || type === undefined) return undefined;
  const [name, phase, words] = type;
  return {
    layer: 'esp32',
    name,
    phase,
    title: 'ESP32 peer',
    summary: line(`#${sequence} ${words}: ${line(short(sender), 40)} → ${line(short(recipient), 40)}`),
    facts: [{ kind: 'gatt', name }],
    fields: () => fieldsBehind(message, 0, 'text'),
  };
};
