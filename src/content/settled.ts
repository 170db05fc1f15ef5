import { uncurry } from '../core/trace/captured.ts';
import { defineProperty, getOwnPropertyDescriptor } from './natives.ts';

const NativePromise = Promise;
const { deleteProperty } = Reflect;
const { then } = Promise.prototype as {
  then: (this: object, done: (value: unknown) => void, failed: (reason: Error) => void) => void;
};
const whenSettled = uncurry(then);

/**
 * A promise for the page that settles as the native one does, and tells us how. To ask the native promise itself would count as handling
 * its rejection, so that `unhandledrejection` would be lost: nobody but us ever sees it, and the page has this one, a native promise too.
 * None of the page's code runs for it: neither `then`, nor the constructor, nor a `then` that it may have put on a prototype.
 *
 * A promise that was settled when it came is passed on one microtask later: callers hand those to the page as they are.
 */
export function settled(
  native: object,
  done: (value: unknown) => void,
  failed: (reason: unknown) => void,
): Promise<unknown> {
  // A promise asks its constructor how to go on: without this it would be the page's.
  defineProperty(native, 'constructor', { __proto__: null, value: undefined } as PropertyDescriptor);
  return new NativePromise((resolve, reject) => {
    whenSettled(
      native,
      (value) => {
        done(value);
        fulfil(value, resolve);
      },
      (reason) => {
        failed(reason);
        reject(reason);
      },
    );
  });
}

/** Whatever a promise is resolved with is asked for `then`; of this value the browser has asked already, and once is what the page may see. */
function fulfil(value: unknown, resolve: (value: unknown) => void): void {
  const isShielded = typeof value === 'object' && value !== null && shield(value);
  resolve(value);
  if (isShielded) deleteProperty(value, 'then');
}

function shield(value: object): boolean {
  if (getOwnPropertyDescriptor(value, 'then') !== undefined) return false;
  try {
    defineProperty(value, 'then', { __proto__: null, value: undefined, configurable: true } as PropertyDescriptor);
    return true;
  } catch {
    // frozen
    return false;
  }
}
