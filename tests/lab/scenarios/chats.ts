import { closedOnBoth, foundByBoth, STOPPED } from './both-sides.ts';
import type { Scenario } from './scenario.ts';
import type { ScenarioLab } from './scenario-lab.ts';

async function talk({ alice, bob }: ScenarioLab): Promise<void> {
  alice.chat.say('Hello Bob, how are you?');
  await bob.chat.waitFor('Hello Bob, how are you?');
  bob.chat.say('Fine, thanks <3 & you?');
  await alice.chat.waitFor('Fine, thanks <3 & you?');
  alice.chat.say('Shall we meet at eight?');
  await bob.chat.waitFor('Shall we meet at eight?');
}

export const chats: readonly Scenario[] = [
  {
    name: 'pairing-only',
    story: 'Alice pairs with Bob, and nobody dials after that.',
    healthy: true,
    closes: closedOnBoth('Close called.'),
    async run(lab) {
      await lab.startPaired({ alice: { dialAfterPairing: false } });
      return lab.end();
    },
  },
  {
    name: 'relay-chat',
    story: 'Alice pairs with Bob over the comm server, both sync, and they chat.',
    healthy: true,
    expectedFindings: foundByBoth('route.stopped'),
    closes: [...closedOnBoth(STOPPED), ...closedOnBoth('Close called.')],
    async run(lab) {
      await lab.startPaired();
      await talk(lab);
      return lab.end();
    },
  },
  {
    name: 'direct-chat',
    story: 'Bob runs his own WebSocket server; Alice pairs, syncs and chats without a relay.',
    healthy: true,
    expectedFindings: foundByBoth('route.stopped'),
    closes: closedOnBoth(STOPPED),
    async run(lab) {
      await lab.startPaired({ direct: true });
      await talk(lab);
      return lab.end();
    },
  },
  {
    name: 'first-chum-refused',
    story: 'Right after pairing Bob does not know Alice yet and refuses her; her redial succeeds, as is usual.',
    healthy: true,
    expectedFindings: foundByBoth('peer.unknown'),
    closes: closedOnBoth('Close called: Error: Unable to start chum because you are unknown'),
    async run(lab) {
      await lab.startPaired({ alice: { redials: true }, bob: { faults: { refuseFirstChum: true } } });
      await talk(lab);
      return lab.end();
    },
  },
  {
    name: 'reconnect',
    story: 'Bob closes the connection by hand; Alice dials again and the chat goes on.',
    healthy: true,
    closes: closedOnBoth('Close called: closeConnections called by user.'),
    async run(lab) {
      await lab.startPaired({ alice: { redials: true } });
      const first = lab.bob.sessions.current();
      await lab.quiesce();
      lab.bob.routes.stop('closeConnections called by user.');
      await lab.until(() => lab.bob.sessions.current() !== undefined && lab.bob.sessions.current() !== first);
      await talk(lab);
      return lab.end();
    },
  },
];
