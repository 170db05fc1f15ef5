import { closedOnBoth, foundByBoth } from './both-sides.ts';
import { sawClose, sawFrame } from './saw.ts';
import type { Scenario } from './scenario.ts';

const HANDLER = 'Close called: onMsgHandler error: RangeError: Invalid typed array length: 1';

/** §4.3, §6 */
export const chumFaults: readonly Scenario[] = [
  {
    name: 'version-mismatch',
    story: 'Bob speaks version 7 of CHUM; Alice ends it.',
    healthy: false,
    expectedFindings: foundByBoth('chum.version-mismatch'),
    closes: closedOnBoth(
      /^Close called: Chum ended \[\d+\] with error: Error: CS-MISMATCH: \[\d+\] Chum protocol mismatch, local: 8, remote: 7$/,
    ),
    async run(lab) {
      await lab.start({ bob: { faults: { chumVersion: 7 } } });
      await lab.alice.pair(lab.bob.createInvitation().url);
      const ended = (lines: readonly string[]): boolean =>
        lines.some((line) => line.includes('"kind":"close"') && line.includes('CS-MISMATCH'));
      await lab.until(() => ended(lab.alice.recording()) && ended(lab.bob.recording()));
      return lab.result();
    },
  },
  {
    name: 'unauthorized',
    story: 'Alice asks for an object Bob has not announced to her.',
    healthy: false,
    expectedFindings: foundByBoth('chum.unauthorized'),
    async run(lab) {
      await lab.startPaired();
      await lab.alice.sessions
        .current()
        ?.rpc.request(6, 'ab'.repeat(32))
        .catch(() => undefined);
      return lab.end();
    },
  },
  {
    name: 'request-unanswered',
    story: 'Bob never says which roots he shares.',
    healthy: false,
    expectedFindings: foundByBoth('chum.request-unanswered'),
    async run(lab) {
      await lab.start({ bob: { faults: { muteService: 2 } } });
      const passed = lab.bob.sessions.pass();
      await lab.alice.pair(lab.bob.createInvitation().url);
      await passed;
      await lab.alice.close();
      await lab.bob.close();
      return lab.result();
    },
  },
  {
    name: 'start-race-lost',
    story: "Alice's request 0 reaches Bob before he listens and is lost.",
    healthy: false,
    expectedFindings: [...foundByBoth('chum.start-race'), ...foundByBoth('chum.request-unanswered')],
    async run(lab) {
      await lab.start({ bob: { faults: { startRace: 'lost' } } });
      const passed = lab.bob.sessions.pass();
      await lab.alice.pair(lab.bob.createInvitation().url);
      await passed;
      await lab.alice.close();
      await lab.bob.close();
      return lab.result();
    },
  },
  {
    name: 'start-race-unknown-service',
    story: "Alice's request 0 reaches Bob before his services are there; her retry succeeds.",
    healthy: true,
    expectedFindings: foundByBoth('chum.start-race'),
    async run(lab) {
      await lab.startPaired({ bob: { faults: { startRace: 'unknown-service' } } });
      lab.alice.chat.say('there you are');
      await lab.bob.chat.waitFor('there you are');
      return lab.end();
    },
  },
  {
    name: 'empty-blob',
    story: 'Bob sends a BLOB as a bare ArrayBuffer: markers without pieces, and Alice dies of it.',
    healthy: false,
    expectedFindings: [...foundByBoth('fragmentation.empty-binary'), ...foundByBoth('chum.handler-error')],
    closes: closedOnBoth(HANDLER),
    async run(lab) {
      await lab.startPaired({ bob: { faults: { blobAsArrayBuffer: true } } });
      lab.bob.chat.say('a photo', { kind: 'blob', bytes: new Uint8Array(9_000).fill(9) });
      await lab.until(() => sawClose(lab, 'alice', HANDLER) && sawClose(lab, 'bob', HANDLER));
      return lab.result();
    },
  },
  {
    name: 'broken-stream',
    story: 'Bob cannot read his file to the end.',
    healthy: false,
    async run(lab) {
      await lab.startPaired({ bob: { faults: { brokenStreams: true } } });
      lab.bob.chat.say('a book', { kind: 'clob', text: 'Once upon a time. '.repeat(50) });
      await lab.until(() => sawFrame(lab, 'alice', 'in', 'chum.stream-error'));
      return lab.end();
    },
  },
];
