import { method, uncurry } from '../../core/trace/captured.ts';
import { getOwnPropertyDescriptor } from '../natives.ts';

/** In Firefox the stack is an accessor, of errors and of exceptions of the platform each; in Chromium it says nothing that we need. */
const ofErrors = getOwnPropertyDescriptor(Error.prototype, 'stack')?.get;
const ofExceptions = getOwnPropertyDescriptor(DOMException.prototype, 'stack')?.get;
const readError = ofErrors && uncurry(ofErrors);
const readException = ofExceptions && uncurry(ofExceptions);

/** The stack of an error as Firefox writes it, '' elsewhere. Runs no code of the page. */
export function firefoxStack(error: unknown): string {
  const stack = attempt(readException, error) ?? attempt(readError, error);
  return typeof stack === 'string' ? stack : '';
}

const split = method(String.prototype, 'split') as unknown as (self: string, by: string) => string[];

/** Whether every line of a stack, and at least one, is of this script. */
export function isOnlyIn(script: string, stack: string): boolean {
  const lines = split(stack, '\n').length - 1;
  return lines > 0 && split(stack, `@${script}:`).length - 1 === lines;
}

function attempt(read: ((self: unknown) => unknown) | undefined, error: unknown): unknown {
  try {
    return read?.(error);
  } catch {
    return undefined;
  }
}
