import { chum } from './dissectors/chum.ts';
import { commServer } from './dissectors/comm-server.ts';
import { debug } from './dissectors/debug.ts';
import { device } from './dissectors/device.ts';
import { esp32 } from './dissectors/esp32.ts';
import { gattDescriptor } from './dissectors/gatt-descriptor.ts';
import { identity } from './dissectors/identity.ts';
import { journal } from './dissectors/journal.ts';
import { keyFrame } from './dissectors/key-frame.ts';
import { lama } from './dissectors/lama.ts';
import { pairing } from './dissectors/pairing.ts';
import { personChallenge } from './dissectors/person-challenge.ts';
import { refinioApi } from './dissectors/refinio-api.ts';
import { rendezvous } from './dissectors/rendezvous.ts';
import { seed } from './dissectors/seed.ts';
import { unknown } from './dissectors/unknown.ts';
import { wifi } from './dissectors/wifi.ts';
import type { Message } from './message.ts';
import type { Context, MessageDissector, Reading } from './reading.ts';

/** Who reads messages, most frequent first: the first that knows a message has it. A new dissector is one line here. */
export const DISSECTORS: readonly MessageDissector[] = [
  chum,
  commServer,
  rendezvous,
  keyFrame,
  identity,
  personChallenge,
  pairing,
  debug,
  seed,
  refinioApi,
  // Over GATT: what a device says is told by the place where it says it; the LAMA service takes what no JSON of others is.
  esp32,
  journal,
  wifi,
  device,
  gattDescriptor,
  lama,
];

export function readMessage(message: Message, context: Context): Reading {
  for (const dissector of DISSECTORS) {
    const reading = dissector(message, context);
    if (reading) return reading;
  }
  return unknown(message);
}
