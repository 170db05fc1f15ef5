import { closedOnBoth, foundByBoth } from './both-sides.ts';
import { sawClose } from './saw.ts';
import type { Scenario } from './scenario.ts';

const FAILED = 'Close called: Decryption of message failed.';
const SILENT = 'Terminate called: Keepalive: No lifesign of the other side';

/** What the relay does to the frames of two peers who do everything right. */
export const wireFaults: readonly Scenario[] = [
  {
    name: 'damaged-frame',
    story: 'One bit of a frame from Bob flips on the way.',
    healthy: false,
    expectedFindings: [{ code: 'encryption.frame-damaged', side: 'alice' }],
    closes: closedOnBoth(FAILED),
    async run(lab) {
      await lab.startPaired();
      let damaged = false;
      lab.server.intercept = ({ from, data }) => {
        if (damaged || from !== 'listener' || typeof data === 'string') return data;
        damaged = true;
        return data.map((byte, index) => (index === 20 ? byte ^ 1 : byte));
      };
      await lab.until(() => sawClose(lab, 'alice', FAILED) && sawClose(lab, 'bob', FAILED));
      return lab.result();
    },
  },
  {
    name: 'lost-frame',
    story: 'One frame from Bob never arrives; the next one cannot be opened.',
    healthy: false,
    expectedFindings: [{ code: 'encryption.frame-lost', side: 'alice' }],
    closes: closedOnBoth(FAILED),
    async run(lab) {
      await lab.startPaired();
      let lost = false;
      lab.server.intercept = ({ from, data }) => {
        if (lost || from !== 'listener') return data;
        lost = true;
        return undefined;
      };
      await lab.until(() => sawClose(lab, 'alice', FAILED) && sawClose(lab, 'bob', FAILED));
      return lab.result();
    },
  },
  {
    name: 'silence',
    story: 'The line goes dead without a word; the keepalive notices.',
    healthy: false,
    expectedFindings: foundByBoth('keepalive.timeout'),
    closes: closedOnBoth(SILENT),
    async run(lab) {
      const timing = { keepaliveSend: 100, keepaliveReceive: 900 };
      await lab.startPaired({ alice: { timing }, bob: { timing } });
      await lab.quiesce();
      lab.server.intercept = () => undefined;
      await lab.until(() => sawClose(lab, 'alice', SILENT) && sawClose(lab, 'bob', SILENT));
      return lab.result();
    },
  },
];
