import type { ConnectionTap } from './tap.ts';

export function combineTaps(taps: readonly ConnectionTap[]): ConnectionTap {
  return {
    opened: () => taps.forEach((tap) => tap.opened()),
    frame: (...args) => taps.forEach((tap) => tap.frame(...args)),
    plain: (...args) => taps.forEach((tap) => tap.plain(...args)),
    message: (...args) => taps.forEach((tap) => tap.message(...args)),
    keys: (...args) => taps.forEach((tap) => tap.keys(...args)),
    chain: (...args) => taps.forEach((tap) => tap.chain(...args)),
    call: (...args) => taps.forEach((tap) => tap.call(...args)),
    closed: (...args) => taps.forEach((tap) => tap.closed(...args)),
  };
}
