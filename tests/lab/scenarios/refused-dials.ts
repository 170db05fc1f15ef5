import { failingDial, type FailingDial } from '../peer/failing-dial.ts';
import type { PeerFaults } from '../peer/faults.ts';
import { closedOnBoth, foundByBoth } from './both-sides.ts';
import { sawClose } from './saw.ts';
import type { Scenario } from './scenario.ts';

interface Refusal {
  readonly kind: FailingDial;
  readonly code: string;
  readonly reason: string;
  readonly story: string;
  readonly bob?: { readonly faults?: PeerFaults; readonly catchAll?: boolean };
}

const SYMDEC = 'Close called: Error: CYENC-SYMDEC: Decryption with symmetric key failed';

/** Alice dials Bob and one of them does something wrong; the reason travels to the other. */
const refusals: readonly Refusal[] = [
  {
    kind: 'wrong-source-key',
    code: 'handshake.key-mismatch',
    reason: SYMDEC,
    story: "Alice's secret does not fit her public key, so Bob cannot open her key frame.",
  },
  {
    kind: 'unknown-person',
    code: 'peer.unknown',
    reason: 'Close called: Error: Unable to start chum because you are unknown',
    story: 'Alice proves who she is, but Bob has never paired with her.',
  },
  {
    kind: 'unsupported-group',
    code: 'peer.group-unsupported',
    reason: 'Close called: Error: ConnectionRoutesGroupName nonsense not supported',
    story: 'Alice asks for a group Bob does not know.',
  },
  {
    kind: 'wrong-token',
    code: 'pairing.token-unknown',
    reason: 'Close called: Error: Authentication token is not existing.',
    story: 'Alice pairs with a token Bob has never issued.',
  },
  {
    kind: 'wrong-person-proof',
    code: 'identity.failed',
    reason: 'Close called.',
    story: 'Alice sends the person challenge back as it was.',
  },
  {
    kind: 'text-frame',
    code: 'encryption.text-frame',
    reason: 'Close called: Incoming encrypted message is a string, it needs to be binary',
    story: 'A text frame after the encryption has begun.',
  },
  {
    kind: 'queue-full',
    code: 'queue.full',
    reason: 'Close called: Queue is full, it reached its maximum length of 10',
    story: 'Alice talks on while Bob does not read.',
    bob: { faults: { stallIdentity: 'person' } },
  },
  {
    kind: 'end-without-start',
    code: 'fragmentation.violation',
    reason: 'Close called: No chunks processing in progress. fragmentation_end message not allowed.',
    story: 'The end of a fragmented message that has never begun.',
  },
  {
    kind: 'string-between-pieces',
    code: 'fragmentation.violation',
    reason:
      'Close called: Currently processing string chunks. No string messages allowed except the fragmentation_end message.',
    story: 'A text message in the middle of a fragmented one.',
  },
];

export const refusedDials: readonly Scenario[] = refusals.map(({ kind, code, reason, story, bob }) => ({
  name: kind,
  story,
  healthy: false,
  expectedFindings: foundByBoth(code),
  closes: closedOnBoth(reason),
  async run(lab) {
    await lab.start(bob ? { bob } : {});
    await failingDial(kind, lab.alice.env, { url: lab.server.url, publicKey: lab.bob.publicKey });
    await lab.until(() => sawClose(lab, 'alice', reason) && sawClose(lab, 'bob', reason));
    return lab.settled();
  },
}));
