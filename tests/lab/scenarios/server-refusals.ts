import type { FailingDial } from '../peer/failing-dial.ts';
import { failingDial } from '../peer/failing-dial.ts';
import type { Scenario } from './scenario.ts';

/** §1.6: what the server says to a client it does not want. Bob only looks on. */
const refusals: readonly [FailingDial, string, string, string][] = [
  [
    'not-json',
    'comm.protocol-error',
    `Received message that does not conform to JSON: SyntaxError: Unexpected token 'o', "not json" is not valid JS`,
    'The first frame is not JSON.',
  ],
  [
    'unknown-command',
    'comm.protocol-error',
    'Received data does not match the data of a client message.',
    'The first frame has a command the server does not know.',
  ],
  [
    'binary-first',
    'comm.protocol-error',
    'Received message that is not a string message.',
    'The first frame is binary, though 72 bytes long.',
  ],
  ['short-key', 'comm.protocol-error', 'CYENC-ENSPUB: Data is not a public key', 'The key has one byte.'],
  [
    'malformed-request',
    'comm.protocol-error',
    'Received unexpected or malformed message from client.',
    'A communication_request without keys.',
  ],
  [
    'unexpected-pong',
    'comm.protocol-error',
    'Received unexpected or malformed message from client.',
    'A known command that cannot be the first.',
  ],
  [
    'wrong-command',
    'comm.protocol-error',
    "Received unexpected type 'pong'. Expected type 'authentication_response'.",
    'Another message instead of the proof.',
  ],
  ['echoed-challenge', 'comm.auth-failed', 'Client authentication failed.', 'The challenge comes back as it was.'],
  [
    'random-response',
    'comm.auth-failed',
    'CYENC-SYMDEC: Decryption with symmetric key failed',
    'The proof cannot be opened.',
  ],
  [
    'wrong-secret',
    'comm.auth-failed',
    'Error: CYENC-SYMDEC: Decryption with symmetric key failed',
    'The client has the wrong secret key and cannot open the challenge.',
  ],
  [
    'unknown-target',
    'comm.target-not-registered',
    'No listening connection for the specified publicKey.',
    'Nobody has registered the key that is dialled.',
  ],
];

export const serverRefusals: readonly Scenario[] = refusals.map(([kind, code, reason, story]) => ({
  name: `server-${kind}`,
  story,
  healthy: false,
  expectedFindings: [{ code, side: 'alice' }],
  closes: [{ side: 'alice', reason: `Close called: ${reason}` }],
  async run(lab) {
    await lab.start();
    await failingDial(kind, lab.alice.env, { url: lab.server.url, publicKey: lab.bob.publicKey });
    return lab.result();
  },
}));
