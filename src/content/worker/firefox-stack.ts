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

const indexOf = method(String.prototype, 'indexOf');

/** Whether every line of a stack, and at least one, is of this script. */
export function isOnlyIn(script: string, stack: string): boolean {
  const lines = countOf('\n', stack);
  return lines > 0 && countOf(`@${script}:`, stack) === lines;
}

function countOf(part: string, text: string): number {
  let count = 0;
  for (let at = indexOf(text, part, 0); at >= 0; at = indexOf(text, part, at + 1)) count += 1;
  return count;
}

function attempt(read: ((self: unknown) => unknown) | undefined, error: unknown): unknown {
  try {
    return read?.(error);
  } catch {
    return undefined;
  }
}
