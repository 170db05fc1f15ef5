/**
 * Characteristics of ONE's devices, by number, in the words of PROTOCOL §11.1 and §11.2: LAMA and ESP32 share one service and one family of numbers,
 * discovery and Wi-Fi provisioning have their own. Numbers that ONE only declares are named, too: a value there is shown under its name though
 * nobody knows its layout. A dissector asks by name and never by number, so that a number stands in one place only.
 */
const NAMES: Readonly<Record<string, string>> = {
  'beb5483e-36e1-4688-b7f5-ea07361b26a8': 'MESSAGE_TX',
  'beb5483f-36e1-4688-b7f5-ea07361b26a9': 'MESSAGE_RX',
  'beb54840-36e1-4688-b7f5-ea07361b26aa': 'DEVICE_INFO',
  'beb54841-36e1-4688-b7f5-ea07361b26ab': 'PAIRING_REQUEST',
  'beb54842-36e1-4688-b7f5-ea07361b26ac': 'PAIRING_RESPONSE',
  'beb54843-36e1-4688-b7f5-ea07361b26ad': 'QUICVC_HANDSHAKE',
  'beb54844-36e1-4688-b7f5-ea07361b26ae': 'QUICVC_CREDENTIAL',
  'beb54845-36e1-4688-b7f5-ea07361b26af': 'CONNECTION_STATUS',
  'beb54846-36e1-4688-b7f5-ea07361b26b0': 'MTU_EXCHANGE',
  'beb54847-36e1-4688-b7f5-ea07361b26b1': 'ESP32_LED_CONTROL',
  'beb54848-36e1-4688-b7f5-ea07361b26b2': 'ESP32_SENSOR_DATA',
  '58ef0ba1-b0f7-11eb-8529-0242ac130003': 'INSTANCE_ID',
  '58ef0ba2-b0f7-11eb-8529-0242ac130003': 'DID',
  '58ef0ba3-b0f7-11eb-8529-0242ac130003': 'NAME',
  '58ef0ba4-b0f7-11eb-8529-0242ac130003': 'COMMAND',
  '58ef0ba5-b0f7-11eb-8529-0242ac130003': 'NOTICE',
  '0000ffe1-0000-1000-8000-00805f9b34fb': 'WIFI_SSID',
  '0000ffe2-0000-1000-8000-00805f9b34fb': 'WIFI_PASSWORD',
  '0000ffe3-0000-1000-8000-00805f9b34fb': 'WIFI_STATUS',
  '0000ffe4-0000-1000-8000-00805f9b34fb': 'WIFI_DEVICE_INFO',
  '0000ffe5-0000-1000-8000-00805f9b34fb': 'WIFI_CONTROL',
};

/** What a characteristic is called; undefined for one that is none of ONE's. */
export function attributeName(channel: string): string | undefined {
  const number = channel.toLowerCase();
  return Object.hasOwn(NAMES, number) ? NAMES[number] : undefined;
}
