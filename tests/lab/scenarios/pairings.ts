import { personId } from '../peer/id-hashes.ts';
import { closedOnBoth, foundByBoth } from './both-sides.ts';
import { sawClose, sawFrame } from './saw.ts';
import type { Scenario } from './scenario.ts';

const UNKNOWN_TOKEN = 'Close called: Error: Authentication token is not existing.';
const WRONG_PERSON = 'Close called: Error: The authentication token was not generated for the requested person.';

export const pairings: readonly Scenario[] = [
  {
    name: 'expired-token',
    story: "The invitation's timer strikes before Alice uses it.",
    healthy: false,
    expectedFindings: foundByBoth('pairing.token-unknown'),
    closes: closedOnBoth(UNKNOWN_TOKEN),
    async run(lab) {
      await lab.start();
      const invitation = lab.bob.createInvitation({ expiry: 20 });
      await invitation.expired();
      await lab.alice.pair(invitation.url).catch(() => undefined);
      await lab.until(() => sawClose(lab, 'bob', UNKNOWN_TOKEN));
      return lab.settled();
    },
  },
  {
    name: 'used-token',
    story: 'Alice uses the same invitation twice.',
    healthy: false,
    expectedFindings: foundByBoth('pairing.token-unknown'),
    closes: closedOnBoth(UNKNOWN_TOKEN),
    async run(lab) {
      await lab.start({ alice: { dialAfterPairing: false } });
      const { url } = lab.bob.createInvitation();
      await lab.alice.pair(url);
      await lab.until(() => lab.bob.contacts.size === 1 && sawClose(lab, 'alice', 'Close called.'));
      await lab.alice.pair(url).catch(() => undefined);
      await lab.until(() => sawClose(lab, 'bob', UNKNOWN_TOKEN));
      return lab.settled();
    },
  },
  {
    name: 'token-of-wrong-person',
    story: 'The token was made for another person of Bob.',
    healthy: false,
    expectedFindings: foundByBoth('pairing.token-wrong-person'),
    closes: closedOnBoth(WRONG_PERSON),
    async run(lab) {
      await lab.start();
      const invitation = lab.bob.createInvitation({ personId: personId('bob.at.work@example.test') });
      await lab.alice.pair(invitation.url).catch(() => undefined);
      await lab.until(() => sawClose(lab, 'bob', WRONG_PERSON));
      return lab.settled();
    },
  },
  {
    name: 'pairing-incomplete',
    story: 'Bob takes the token and never answers with his identity.',
    healthy: false,
    expectedFindings: foundByBoth('pairing.incomplete'),
    async run(lab) {
      await lab.start({ bob: { faults: { withholdIdentity: true } } });
      void lab.alice.pair(lab.bob.createInvitation().url).catch(() => undefined);
      await lab.until(() => sawFrame(lab, 'bob', 'in', 'authentication_token'));
      return lab.stalled();
    },
  },
  {
    name: 'slow-key-frame',
    story: 'Bob needs 700 ms to answer with his key frame; everything else is well.',
    healthy: false,
    expectedFindings: foundByBoth('budget.exceeded'),
    async run(lab) {
      await lab.startPaired({ bob: { faults: { delayKeyFrame: 700 } }, alice: { dialAfterPairing: false } });
      return lab.end();
    },
  },
];
