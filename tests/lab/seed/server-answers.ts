import { member, proofOf, type SeedMessage } from './seed-message.ts';
import type { SeedLine } from './seed-line.ts';

export interface SeedSecrets {
  /** What the client has to know to sign in. */
  readonly secret: string;
  /** The token of the one invitation that is open. */
  readonly invite: string;
  readonly objects?: readonly string[];
  readonly batch?: number;
}

/** The answers of the server to one client, which has to keep to the order of the document. */
export function answerAsServer(options: SeedSecrets): (message: SeedMessage, line: SeedLine) => void {
  const { secret, invite, objects = [], batch = 4 } = options;
  const nonce = crypto.randomUUID();
  let identity = '';
  let signedIn = false;
  let delivered = 0;

  function next(line: SeedLine): void {
    if (delivered >= objects.length)
      return line.say({ type: 'sync_complete', total_objects: delivered, status: 'complete' });
    const part = objects.slice(delivered, delivered + batch);
    delivered += part.length;
    line.say({ type: 'sync_data', objects: part, checksum: proofOf(...part) });
  }

  return (message, line) => {
    switch (message.type) {
      case 'auth':
        identity = member(message, 'identity');
        return line.say({ type: 'challenge', nonce, algorithm: 'sha256' });
      case 'response':
        if (member(message, 'proof') !== proofOf(nonce, identity, secret))
          return line.close('Error: auth failed, the proof does not fit the challenge');
        signedIn = true;
        return line.say({ type: 'auth_success', session: crypto.randomUUID(), capabilities: 'pair sync' });
      case 'heartbeat':
        return line.say({ type: 'heartbeat_ack' });
      default:
    }
    if (!signedIn) return line.close('Error: auth comes first');
    switch (message.type) {
      case 'pair_request':
        return line.say({ type: 'pair_challenge', challenge: nonce, requirements: 'proof of the invitation' });
      case 'pair_proof':
        if (member(message, 'proof') !== proofOf(nonce, invite))
          return line.close('Error: trust proof rejected, no such invitation');
        return line.say({ type: 'pair_success', connection_id: crypto.randomUUID(), trust_level: 'full' });
      case 'sync_request':
      case 'sync_ack':
        return next(line);
      default:
        return line.close(`Error: unexpected ${message.type}`);
    }
  };
}
