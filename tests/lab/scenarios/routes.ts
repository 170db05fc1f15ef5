import { closedOnBoth, foundByBoth, STOPPED } from './both-sides.ts';
import { dialChum } from './dial-chum.ts';
import { sawClose } from './saw.ts';
import type { Scenario } from './scenario.ts';

const DUPLICATE = 'Close called: Duplicate connection - dropped new connection';
const REPLACED = 'Close called: New connection replaced old one';
const DISABLED = 'Close called: Route is disabled';

/** §7 */
export const routes: readonly Scenario[] = [
  {
    name: 'duplicate-dropped',
    story: 'Alice dials a second time within the window; the newcomer is dropped and the first connection goes on.',
    healthy: true,
    expectedFindings: foundByBoth('connection.duplicate-dropped'),
    closes: closedOnBoth(DUPLICATE),
    async run(lab) {
      const timing = { duplicateWindow: 20_000 };
      await lab.startPaired({ alice: { timing }, bob: { timing } });
      await lab.alice.connect().catch(() => undefined);
      await lab.until(() => sawClose(lab, 'alice', DUPLICATE) && sawClose(lab, 'bob', DUPLICATE));
      lab.alice.chat.say('still here');
      await lab.bob.chat.waitFor('still here');
      return lab.end();
    },
  },
  {
    name: 'replaced',
    story: 'Alice dials a second time after the window; the newcomer wins.',
    healthy: false,
    expectedFindings: foundByBoth('connection.replaced'),
    closes: closedOnBoth(REPLACED),
    async run(lab) {
      const timing = { duplicateWindow: 0 };
      await lab.startPaired({ alice: { timing }, bob: { timing } });
      await lab.quiesce();
      const passes = [lab.alice.sessions.pass(), lab.bob.sessions.pass()];
      await lab.alice.connect();
      await lab.until(() => sawClose(lab, 'alice', REPLACED) && sawClose(lab, 'bob', REPLACED));
      await Promise.all(passes);
      return lab.end();
    },
  },
  {
    name: 'route-stopped',
    story: 'Bob stops the route while both are connected.',
    healthy: false,
    expectedFindings: foundByBoth('route.stopped'),
    closes: closedOnBoth(STOPPED),
    async run(lab) {
      await lab.startPaired();
      await lab.quiesce();
      lab.bob.routes.stop('Corresponding route was stopped');
      await lab.until(() => sawClose(lab, 'alice', STOPPED) && sawClose(lab, 'bob', STOPPED));
      return lab.settled();
    },
  },
  {
    name: 'route-disabled',
    story: 'Bob has disabled the route when Alice dials.',
    healthy: false,
    expectedFindings: foundByBoth('route.disabled'),
    closes: closedOnBoth(DISABLED),
    async run(lab) {
      await lab.start();
      lab.bob.routes.disable();
      await dialChum(lab);
      await lab.until(() => sawClose(lab, 'alice', DISABLED) && sawClose(lab, 'bob', DISABLED));
      return lab.settled();
    },
  },
];
