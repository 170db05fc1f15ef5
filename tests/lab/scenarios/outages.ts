import { dialGroup } from '../peer/dial.ts';
import { failingDial } from '../peer/failing-dial.ts';
import { closedOnBoth, foundByBoth } from './both-sides.ts';
import { sawClose } from './saw.ts';
import type { Scenario } from './scenario.ts';

const PING = 'Terminate called: Ping: Connection timed out';
const PONG = 'Terminate called: Pong: Connection timed out';
const NOBODY = 'Close called: No listening connection for the specified publicKey.';
// nobody comes back within the scenario
const patient = { timing: { spareReconnect: 60_000, redialDelays: [30] } };

export const outages: readonly Scenario[] = [
  {
    name: 'swallowed-pong',
    story: "Bob's spares do not answer pings; the server drops them.",
    healthy: false,
    expectedFindings: [{ code: 'comm.ping-timeout', side: 'bob' }],
    closes: [{ side: 'bob', reason: PING }],
    async run(lab) {
      await lab.start({
        server: { pingInterval: 80, pongTimeout: 400 },
        bob: { ...patient, faults: { swallowPings: true } },
      });
      await lab.until(() => sawClose(lab, 'bob', PING));
      return lab.result();
    },
  },
  {
    name: 'missing-ping',
    story: 'The server stops pinging; Bob gives his spares up.',
    healthy: false,
    expectedFindings: [{ code: 'comm.ping-timeout', side: 'bob' }],
    closes: [{ side: 'bob', reason: PONG }],
    async run(lab) {
      const bob = { timing: { ...patient.timing, pongSlack: 100 } };
      await lab.start({ server: { pingInterval: 100, neverPings: true }, bob });
      await lab.until(() => sawClose(lab, 'bob', PONG));
      return lab.result();
    },
  },
  {
    name: 'killed-server',
    story: 'The comm server crashes under everybody.',
    healthy: false,
    expectedFindings: foundByBoth('comm.gone'),
    closes: closedOnBoth('', 1006),
    async run(lab) {
      await lab.startPaired({ alice: patient, bob: patient });
      await lab.server.kill();
      await lab.until(() => sawClose(lab, 'alice', '', 1006) && sawClose(lab, 'bob', '', 1006));
      return lab.result();
    },
  },
  {
    name: 'stopped-server',
    story: 'The comm server is stopped: spares get a reason, relayed sockets none.',
    healthy: false,
    expectedFindings: foundByBoth('comm.gone'),
    closes: [...closedOnBoth('Close called.'), ...closedOnBoth('', 1005)],
    async run(lab) {
      await lab.startPaired({ alice: patient, bob: patient });
      await lab.server.stop();
      await lab.until(() => sawClose(lab, 'alice', '', 1005) && sawClose(lab, 'bob', '', 1005));
      return lab.result();
    },
  },
  {
    name: 'killed-peer-relay',
    story: 'Bob dies behind the relay, which passes on a clean close without a reason.',
    healthy: false,
    expectedFindings: [{ code: 'peer.disappeared', side: 'alice' }],
    closes: [{ side: 'alice', reason: '' }],
    async run(lab) {
      await lab.startPaired();
      lab.bob.kill();
      await lab.until(() => sawClose(lab, 'alice', ''));
      return lab.result();
    },
  },
  {
    name: 'killed-peer-direct',
    story: 'Bob dies at the other end of a direct connection.',
    healthy: false,
    expectedFindings: [{ code: 'peer.disappeared', side: 'alice' }],
    closes: [{ side: 'alice', reason: '', code: 1006 }],
    async run(lab) {
      await lab.startPaired({ direct: true });
      lab.bob.kill();
      await lab.until(() => sawClose(lab, 'alice', '', 1006));
      return lab.result();
    },
  },
  {
    name: 'stale-spare',
    story: 'Bob is dead, but the server still lists his spares and hands the dead ones out.',
    healthy: false,
    expectedFindings: [{ code: 'comm.stale-spare', side: 'alice' }],
    closes: [
      { side: 'alice', reason: 'Close called: This connection is closed. It will never be opened again.' },
      { side: 'alice', reason: `${NOBODY} This error should never happen!` },
    ],
    async run(lab) {
      await lab.start();
      lab.server.keepDeadSpares = true;
      lab.bob.kill();
      await lab.until(() => sawClose(lab, 'bob', '', 1006));
      for (let attempt = 0; attempt < 3; attempt++) {
        await failingDial('wrong-source-key', lab.alice.env, { url: lab.server.url, publicKey: lab.bob.publicKey });
      }
      return lab.result();
    },
  },
  {
    name: 'redial-loop',
    story: 'Bob is gone for good, and Alice dials him again and again.',
    healthy: false,
    expectedFindings: [
      { code: 'connection.redial-loop', side: 'alice' },
      { code: 'comm.target-not-registered', side: 'alice' },
    ],
    closes: [{ side: 'alice', reason: NOBODY }],
    async run(lab) {
      await lab.startPaired({ alice: { ...patient, redials: true } });
      lab.bob.kill();
      const refused = (): number =>
        lab.alice.recording().filter((line) => line.includes(`"reason":"${NOBODY}"`)).length;
      await lab.until(() => refused() > 3);
      return lab.result();
    },
  },
  {
    name: 'unreachable',
    story: 'Nobody listens where Alice dials.',
    healthy: false,
    expectedFindings: [{ code: 'comm.unreachable', side: 'alice' }],
    closes: [{ side: 'alice', reason: '', code: 1006 }],
    async run(lab) {
      await lab.start();
      await lab.end();
      await lab.server.kill();
      const target = { url: lab.server.url, publicKey: lab.bob.publicKey };
      await dialGroup(lab.alice.env, target, 'chum').catch(() => undefined);
      return lab.result();
    },
  },
];
