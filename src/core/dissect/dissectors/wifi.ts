import type { Fact } from '../facts.ts';
import { attributeName } from '../gatt/attributes.ts';
import { fieldBehind, fieldsBehind, textBehind } from '../gatt/value.ts';
import { present, stringAt } from '../json/members.ts';
import type { Message } from '../message.ts';
import type { MessageDissector, Reading } from '../reading.ts';
import { bytesOf, line } from '../words.ts';

/** Wi-Fi provisioning of a device (PROTOCOL §11.2): the name of the network and its password go over the air one by one, in the clear. */
export const wifi: MessageDissector = (message, { gatt }) => {
  if (gatt === undefined || message.bytes.length === 0) return undefined;
  switch (attributeName(gatt.channel)) {
    case 'WIFI_SSID':
      return textBehind(message, 0) && reading(message, 'wifi.ssid', `network of ${bytesOf(message.bytes.length)}`);
    case 'WIFI_PASSWORD':
      return reading(message, 'wifi.password', 'the password of the network');
    case 'WIFI_STATUS':
      return report(message, 'wifi.status', 'state of the connection to the network');
    case 'WIFI_DEVICE_INFO':
      return report(message, 'wifi.device-info', 'what the device says of itself');
    case 'WIFI_CONTROL':
      return control(message);
    default:
      return credentials(message);
  }
};

const SECRET: ReadonlySet<string> = new Set(['password', 'psk', 'passphrase', 'key', 'token', 'secret']);
const COMMANDS: ReadonlySet<string> = new Set(['CONNECT', 'SCAN', 'RESET_WIFI']);

function reading(message: Message, name: string, summary: string, success?: boolean): Reading {
  const value = name.slice(name.indexOf('.') + 1);
  return {
    layer: 'wifi',
    name,
    title: 'Wi-Fi provisioning',
    summary: line(summary),
    facts: [present<Fact>({ kind: 'gatt', name, success })],
    fields: () =>
      name === 'wifi.password'
        ? [fieldBehind(message, 0, value, true)]
        : fieldsBehind(message, 0, value, { secret: SECRET }),
  };
}

/** Status and device info are JSON objects; anything else is not known. */
function report(message: Message, name: string, summary: string): Reading | undefined {
  const json = textBehind(message, 0)?.json;
  if (json === undefined) return undefined;
  const connected = json['connected'];
  return reading(message, name, summary, typeof connected === 'boolean' ? connected : undefined);
}

function control(message: Message): Reading | undefined {
  const text = textBehind(message, 0);
  if (text === undefined) return undefined;
  if (COMMANDS.has(text.text)) return reading(message, 'wifi.control', text.text);
  const isNetwork = stringAt(text.json, 'staticIP') !== undefined || stringAt(text.json, 'gateway') !== undefined;
  return isNetwork ? reading(message, 'wifi.network', 'a fixed address for the device') : undefined;
}

/** All in one message: described in a document, never seen in code. */
function credentials(message: Message): Reading | undefined {
  const json = textBehind(message, 0)?.json;
  if (stringAt(json, 'type') !== 'wifi_credentials' || stringAt(json, 'ssid') === undefined) return undefined;
  return reading(message, 'wifi.credentials', 'network and password in one');
}
