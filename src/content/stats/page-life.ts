import type { LifeState } from '../../core/report/report.ts';

/** The life cycle of a connection as far as the page sees it: what is encrypted is for readers with the key to tell. */
export interface PageLife {
  readonly state: LifeState;
  said(name: string): void;
  /** A binary message: the first each way after the peers were put together are the key frames (PROTOCOL §2.2). */
  binary(dir: 'in' | 'out'): void;
  enter(state: LifeState): void;
}

const STATES: Readonly<Record<string, LifeState | undefined>> = {
  __proto__: null as never,
  register: 'AUTHENTICATING',
  authentication_success: 'AUTHENTICATED',
  auth: 'AUTHENTICATING',
  auth_success: 'AUTHENTICATED',
  pair_request: 'PAIRING',
  pair_success: 'PAIRED',
  sync_request: 'ACTIVE',
  sync_data: 'ACTIVE',
};

export function createPageLife(initial: LifeState): PageLife {
  let state = initial;
  let isReady = false;
  let keyIn = false;
  let keyOut = false;
  return {
    get state() {
      return state;
    },
    said(name) {
      if (name === 'communication_ready') isReady = true;
      state = STATES[name] ?? state;
    },
    binary(dir) {
      if (!isReady || (keyIn && keyOut)) return;
      if (dir === 'in') keyIn = true;
      else keyOut = true;
      state = keyIn && keyOut ? 'ENCRYPTED' : 'ENCRYPTING';
    },
    enter(next) {
      state = next;
    },
  };
}
