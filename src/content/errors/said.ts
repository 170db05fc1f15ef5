import { getOwnPropertyDescriptor, getPrototypeOf } from '../natives.ts';

/** Knows a native error without asking it anything: a page's Proxy would notice every other question. Missing before Chromium 134. */
const isError = (Error as { isError?: (value: unknown) => boolean }).isError;
const NAMES: readonly (readonly [object, string])[] = [
  [TypeError.prototype, 'TypeError'],
  [RangeError.prototype, 'RangeError'],
  [SyntaxError.prototype, 'SyntaxError'],
  [ReferenceError.prototype, 'ReferenceError'],
  [DOMException.prototype, 'DOMException'],
];

/** A value that the page has thrown or logged, as far as that can be told without running code of the page. */
export function said(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
    case 'undefined':
    case 'bigint':
      return `${value}`;
    case 'symbol':
      return '(a symbol)';
    case 'function':
      return '(a function)';
    case 'object':
      return value === null ? 'null' : isError?.(value) === true ? errorSaid(value) : '(an object)';
  }
}

function errorSaid(error: object): string {
  const prototype: unknown = getPrototypeOf(error);
  let name = 'Error';
  for (let at = 0; at < NAMES.length; at += 1) if (NAMES[at]?.[0] === prototype) name = NAMES[at]?.[1] ?? name;
  const message: unknown = getOwnPropertyDescriptor(error, 'message')?.value;
  return typeof message === 'string' ? `${name}: ${message}` : name;
}
