/** PROTOCOL §11.1 and §11.2. */
const lama = (n: string, end: string): string => `beb548${n}-36e1-4688-b7f5-ea07361b26${end}`;
const provisioning = (n: string): string => `0000${n}-0000-1000-8000-00805f9b34fb`;
const discovery = (n: string): string => `58ef${n}-b0f7-11eb-8529-0242ac130003`;

export const LAMA = {
  service: '4fafc201-1fb5-459e-8fcc-c5c9c331914b',
  messageTx: lama('3e', 'a8'),
  messageRx: lama('3f', 'a9'),
  deviceInfo: lama('40', 'aa'),
  pairingRequest: lama('41', 'ab'),
  pairingResponse: lama('42', 'ac'),
  connectionStatus: lama('45', 'af'),
} as const;

export const WIFI = {
  service: provisioning('ffe0'),
  ssid: provisioning('ffe1'),
  password: provisioning('ffe2'),
  status: provisioning('ffe3'),
  deviceInfo: provisioning('ffe4'),
  control: provisioning('ffe5'),
} as const;

export const DISCOVERY = {
  service: discovery('0ba0'),
  instanceId: discovery('0ba1'),
  did: discovery('0ba2'),
  name: discovery('0ba3'),
  command: discovery('0ba4'),
  notify: discovery('0ba5'),
} as const;

export const CONFIGURATION = '00002902-0000-1000-8000-00805f9b34fb';
export const HEART_RATE = {
  service: '0000180d-0000-1000-8000-00805f9b34fb',
  measurement: '00002a37-0000-1000-8000-00805f9b34fb',
} as const;
