import type { PeerFaults } from '../peer/faults.ts';
import { foundByBoth } from './both-sides.ts';
import { dialChum } from './dial-chum.ts';
import { sawFrame } from './saw.ts';
import type { Scenario, Side } from './scenario.ts';

interface Stall {
  readonly name: string;
  readonly story: string;
  readonly code: string;
  readonly faults: Partial<Record<Side, PeerFaults>>;
  /** the last frame that still arrives, and where */
  readonly last: readonly [Side, string];
}

const stalls: readonly Stall[] = [
  {
    name: 'stalled-ready',
    story: 'Bob never says ready.',
    code: 'handshake.stalled',
    faults: { bob: { withholdReady: true } },
    last: ['bob', 'communication_request'],
  },
  {
    name: 'stalled-key-frame',
    story: "Bob never answers Alice's key frame.",
    code: 'handshake.stalled',
    faults: { bob: { withholdKeyFrame: true } },
    last: ['bob', 'key-frame'],
  },
  {
    name: 'stalled-identity',
    story: 'Alice falls silent after sync, before she says who she is.',
    code: 'identity.stalled',
    faults: { alice: { stallIdentity: 'person' } },
    last: ['alice', 'person_id_object'],
  },
  {
    name: 'stalled-challenge',
    story: 'Bob sends his keys, but never his challenge.',
    code: 'identity.stalled',
    faults: { bob: { stallIdentity: 'challenge' } },
    last: ['bob', 'keys_object'],
  },
  {
    name: 'foreign-keys',
    story: "Alice's keys belong to another person; Bob throws and closes nothing.",
    code: 'identity.failed',
    faults: { alice: { foreignKeysObject: true } },
    last: ['bob', 'keys_object'],
  },
];

/** Nobody closes: the connection is still open at the end. */
export const stalledDials: readonly Scenario[] = stalls.map(({ name, story, code, faults, last }) => ({
  name,
  story,
  healthy: false,
  expectedFindings: foundByBoth(code),
  async run(lab) {
    await lab.start({ alice: { faults: faults.alice ?? {} }, bob: { faults: faults.bob ?? {} } });
    void dialChum(lab);
    await lab.until(() => sawFrame(lab, last[0], 'in', last[1]));
    return lab.stalled();
  },
}));
