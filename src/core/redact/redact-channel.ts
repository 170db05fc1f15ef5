import type { Mask } from './mask.ts';

/** What may be done with a characteristic. */
export const OPERATIONS: ReadonlySet<string> = new Set([
  'read',
  'write',
  'write-without-response',
  'notify',
  'indicate',
  'subscribe',
  'unsubscribe',
  'descriptor-read',
  'descriptor-write',
]);

/** Numbers that the Bluetooth SIG has given out, and those of ONE's own services (PROTOCOL §11.1, §11.2). */
const PUBLIC =
  /^(?:0000[0-9a-f]{4}-0000-1000-8000-00805f9b34fb|4fafc20[12]-1fb5-459e-8fcc-c5c9c331914b|beb548(?:3[ef]|4[0-8])-36e1-4688-b7f5-ea07361b26(?:a[89a-f]|b[0-2])|58ef0ba[0-5]-b0f7-11eb-8529-0242ac130003|6e4000[0-9a-f]{2}-b5a3-f393-e0a9-e50e24dcca9e)$/i;

/** A characteristic, by its number; one that nobody has published may be as good as a name. */
export const redactChannel = (channel: string, { standIns }: Mask): string =>
  channel
    .split('/', MOST_STEPS)
    .map((step) => (PUBLIC.test(step) ? step : standIns.name(step)))
    .join('/');

/** A descriptor stands behind its characteristic. */
const MOST_STEPS = 2;
