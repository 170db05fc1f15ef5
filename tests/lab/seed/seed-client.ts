import { WebSocket } from 'ws';
import { combineTaps } from '../connection/combine-taps.ts';
import { createRecorder } from '../recording/recorder.ts';
import { truthLog } from '../truth/truth-log.ts';
import { waitUntil } from '../wait-until.ts';
import { member, proofOf, stamp, type SeedMessage, type SeedType } from './seed-message.ts';
import { seedLine, type SeedLine } from './seed-line.ts';
import type { SeedSide } from './seed-side.ts';

export interface SeedClientOptions {
  readonly secret: string;
  readonly invite: string;
  readonly silentAbout?: readonly SeedType[];
}

/** A peer that signs in, pairs and asks for objects in the seed dialect. Each step only begins it; what came of it is `heard`. */
export interface SeedClient extends SeedSide {
  dial(url: string): Promise<SeedLine>;
  signIn(line: SeedLine): void;
  pair(line: SeedLine): void;
  sync(line: SeedLine): void;
  beat(line: SeedLine): void;
}

export function createSeedClient(name: string, { secret, invite, silentAbout = [] }: SeedClientOptions): SeedClient {
  const recorder = createRecorder(name);
  const log = truthLog(name);
  const RecordedSocket = recorder.wrap(WebSocket);

  const answer = (message: SeedMessage, line: SeedLine): void => {
    if (message.type === 'challenge') {
      const proof = proofOf(member(message, 'nonce'), name, secret);
      line.say({ type: 'response', proof, signature: proofOf(proof, name) });
    }
    if (message.type === 'pair_challenge') {
      const proof = proofOf(member(message, 'challenge'), invite);
      line.say({ type: 'pair_proof', proof, identity_proof: proofOf(proof, name) });
    }
    if (message.type === 'sync_data') {
      const objects = message['objects'] as string[];
      if (member(message, 'checksum') !== proofOf(...objects))
        return line.close('Error: checksum of sync_data is wrong');
      line.say({ type: 'sync_ack', received: objects.length, next_batch: 'yes' });
    }
  };

  return {
    recorder,
    recording: () => recorder.lines(),
    truth: () => log.truth(),
    async dial(url) {
      const socket = new RecordedSocket(url);
      const tap = combineTaps([recorder.tap(socket), log.tap(url)]);
      const line = seedLine(socket, tap, { silentAbout, answer });
      await waitUntil(() => line.isOpen);
      return line;
    },
    signIn: (line) => line.say({ type: 'auth', identity: name, timestamp: stamp() }),
    pair: (line) => line.say({ type: 'pair_request', invite, public_key: proofOf(name) }),
    sync: (line) => line.say({ type: 'sync_request', last_sync: stamp(), objects: 'all' }),
    beat: (line) => line.say({ type: 'heartbeat' }),
  };
}
