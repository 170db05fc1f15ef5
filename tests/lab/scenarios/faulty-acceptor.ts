import type { PeerFaults } from '../peer/faults.ts';
import { closedOnBoth, foundByBoth } from './both-sides.ts';
import { dialChum } from './dial-chum.ts';
import { sawClose } from './saw.ts';
import type { Scenario } from './scenario.ts';

interface Case {
  readonly name: string;
  readonly story: string;
  readonly code: string;
  readonly reason: string;
  readonly bob: { readonly faults?: PeerFaults; readonly catchAll?: boolean };
}

const cases: readonly Case[] = [
  {
    name: 'refused-target',
    story: 'Bob says ready and then finds that the target key is none of his.',
    code: 'handshake.refused-target',
    reason: 'Close called: Error: We do not accept connections for this target public key',
    bob: { faults: { refuseTarget: true } },
  },
  {
    name: 'strange-key-frame',
    story: "Bob's key frame is sealed with a key nobody knows; Alice cannot open it.",
    code: 'handshake.key-mismatch',
    reason: 'Close called: Error: CYENC-SYMDEC: Decryption with symmetric key failed',
    bob: { faults: { strangeKeyFrame: true } },
  },
  {
    name: 'go-away',
    story: 'Bob takes no calls from strangers.',
    code: 'peer.go-away',
    reason: 'Close called: I do not want to communicate with you. Go Away!',
    bob: { catchAll: false },
  },
];

/** Bob refuses Alice's dial. */
export const faultyAcceptor: readonly Scenario[] = cases.map(({ name, story, code, reason, bob }) => ({
  name,
  story,
  healthy: false,
  expectedFindings: foundByBoth(code),
  closes: closedOnBoth(reason),
  async run(lab) {
    await lab.start({ bob });
    await dialChum(lab);
    await lab.until(() => sawClose(lab, 'alice', reason) && sawClose(lab, 'bob', reason));
    return lab.settled();
  },
}));
