import { toHex } from '../../crypto/hex.ts';
import { attributeName } from '../gatt/attributes.ts';
import type { MessageDissector } from '../reading.ts';

/** Client characteristic configuration: the one descriptor that everybody has. */
const CONFIGURATION = /\/00002902-0000-1000-8000-00805f9b34fb$/i;
const MAX_SHOWN = 512;

/** Descriptors, whose place is `characteristic/descriptor`: what a subscription looks like on the wire. */
export const gattDescriptor: MessageDissector = ({ bytes, offset }, { gatt }) => {
  if (gatt === undefined || !CONFIGURATION.test(gatt.channel) || bytes.length !== 2) return undefined;
  const bits = bytes[0] ?? 0;
  const what = bits === 0 ? 'off' : bits === 1 ? 'notifications' : bits === 2 ? 'indications' : 'both';
  const of = attributeName(gatt.channel.split('/')[0] ?? '') ?? 'a characteristic';
  return {
    layer: 'gatt',
    name: 'gatt.configuration',
    title: 'GATT',
    summary: `${of}: ${what}`,
    facts: [],
    open: true,
    fields: () => [
      {
        name: 'configuration',
        value: toHex(bytes.subarray(0, MAX_SHOWN)),
        note: what,
        range: [offset, offset + bytes.length],
      },
    ],
  };
};
