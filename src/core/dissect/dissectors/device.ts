import type { Fact } from '../facts.ts';
import { attributeName } from '../gatt/attributes.ts';
import { fieldBehind, textBehind } from '../gatt/value.ts';
import type { Phase } from '../dissection.ts';
import type { MessageDissector } from '../reading.ts';
import { line } from '../words.ts';

interface About {
  name: string;
  phase: Phase;
  summary(text: string): string;
}

/** The texts of the discovery service of an ESP32 (PROTOCOL §11.2). */
const ABOUT: Readonly<Record<string, About>> = {
  INSTANCE_ID: { name: 'device.instance-id', phase: 'discovery', summary: (text) => `instance ${text}` },
  DID: { name: 'device.did', phase: 'discovery', summary: (text) => text },
  NAME: { name: 'device.name', phase: 'discovery', summary: (text) => text },
  COMMAND: { name: 'device.command', phase: 'data', summary: (text) => `command, ${text.length} characters` },
  NOTICE: {
    name: 'device.notice',
    phase: 'data',
    summary: (text) => (text.startsWith('Received: ') ? 'the device has received the command' : 'a notice'),
  },
};

export const device: MessageDissector = (message, { gatt }) => {
  const attribute = gatt && attributeName(gatt.channel);
  const about = attribute !== undefined && Object.hasOwn(ABOUT, attribute) ? ABOUT[attribute] : undefined;
  const text = about && textBehind(message, 0);
  if (!about || !text || text.bytes.length === 0) return undefined;
  const fact: Fact = { kind: 'gatt', name: about.name };
  return {
    layer: 'device',
    name: about.name,
    phase: about.phase,
    title: 'Device discovery',
    summary: line(about.summary(text.text)),
    facts: [fact],
    open: true,
    fields: () => [fieldBehind(message, 0, about.name.slice('device.'.length))],
  };
};
