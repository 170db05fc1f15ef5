import type { ImportLocks } from '../../core/store/importing.ts';

/** Of a page or a worker of the extension; undefined where the browser has none, as for a page without a secure context. */
export function importLocks(): ImportLocks | undefined {
  const { locks } = navigator as Partial<Navigator>;
  if (locks === undefined) return undefined;
  return {
    hold: (name) =>
      new Promise((resolve, reject) => {
        const held = (): Promise<void> => new Promise<void>((release) => resolve(release));
        locks.request(name, held).catch(reject);
      }),
    // Shared: those that ask at once do not take each other for the one who holds it.
    isFree: (name) =>
      locks.request(name, { mode: 'shared', ifAvailable: true }, (lock) => lock !== null).catch(() => false),
    whenFree: (name) => locks.request(name, { mode: 'shared' }, () => undefined),
  };
}
