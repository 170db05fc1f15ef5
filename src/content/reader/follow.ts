import { json } from '../json.ts';
import type { Tap } from '../room.ts';
import { chainSteps, isSameChain, readChain, type Chain } from './chain.ts';
import { createCounterWatch } from './counters.ts';
import { COUNTER_STEP, readSessionKey } from './session-key.ts';

/** Binary frames (the two key frames first) after which an encrypted connection must show its encryption plugin. */
const BINARY_FRAMES_WITHOUT_KEY = 4;

/** Follows the plugin chain of one connection: its array is read again before each frame, none of the library's methods is called. */
export interface Follower {
  /** A chain was met; `isLive` where it is the Connection's own array and will show its changes. */
  meet(plugins: unknown, isLive: boolean, connectionId: number | undefined): void;
}

const NOTHING: Chain = { plugins: [], names: [] };

export function createFollower(tap: Tap): Follower {
  let live: unknown;
  let known = NOTHING;
  let key = '';
  let id: number | undefined;
  let epoch = tap.epoch;
  let binaries = 0;
  let isReading = false;
  const watchCounters = createCounterWatch(tap);

  function look(plugins: unknown, counted: number): void {
    if (isReading) return;
    isReading = true;
    try {
      if (epoch !== tap.epoch) {
        epoch = tap.epoch;
        known = NOTHING;
        key = '';
      }
      const chain = readChain(plugins);
      if (chain === undefined) return;
      compare(chain, counted);
      watchCounters(chain);
    } finally {
      isReading = false;
    }
  }

  function compare(chain: Chain, counted: number): void {
    if (!isSameChain(known, chain)) {
      chainSteps(known, chain, (step) => tap.write('plugin', json({ ...step, connectionId: id })));
      known = chain;
    } else if (key !== '') return;
    const session = readSessionKey(chain);
    if (session === undefined || session.key === key) return;
    key = session.key;
    const sendCounter = session.sendCounter - counted * COUNTER_STEP;
    tap.write('key', json({ cipher: 'xsalsa20poly1305', ...session, sendCounter, step: COUNTER_STEP }));
    tap.settle(true);
  }

  tap.watch((dir, binary) => {
    if (live !== undefined) {
      // A frame on its way out has already taken its counter, and its record follows this one.
      look(live, dir === 'out' && binary ? 1 : 0);
    }
    if (!binary || key !== '' || binaries > BINARY_FRAMES_WITHOUT_KEY) return;
    binaries += 1;
    if (binaries > BINARY_FRAMES_WITHOUT_KEY) tap.settle(false);
  });

  tap.onLook(() => {
    if (live !== undefined) look(live, 0);
  });

  return {
    meet(plugins, isLive, connectionId) {
      id = connectionId ?? id;
      if (isLive) {
        if (live !== plugins) {
          live = plugins;
          binaries = 0;
        }
        tap.settle(true);
      }
      look(plugins, 0);
    },
  };
}
