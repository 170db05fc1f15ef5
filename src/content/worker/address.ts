import { getter } from '../../core/trace/captured.ts';
import { apply, construct, getOwnPropertyDescriptor, getPrototypeOf } from '../natives.ts';
import { originalOf, patchFunction, patchGetter } from '../patch.ts';

/** Of the worker's own library, which does not go together with that of windows. */
declare const WorkerLocation: { prototype: object };

const NativeUrl = URL;
const hrefOf = getter(URL.prototype, 'href');
type Newable = new (...args: never[]) => unknown;

/** Parts of an address that a worker can be asked for. */
const PARTS = ['href', 'origin', 'protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'] as const;

/** Functions and constructors whose first argument is an address relative to the worker's. */
const BY_CALL = ['fetch', 'importScripts'];
const BY_NEW = ['Request', 'EventSource'];

/** The address as the page means it. Whatever is no relative address, or belongs to no http address, is left as it is. */
export const readdressing =
  (base: string) =>
  (address: unknown): unknown => {
    if (typeof address !== 'string' || base[0] !== 'h') return address;
    try {
      new NativeUrl(address);
      return address;
    } catch {
      // relative
    }
    try {
      return hrefOf(new NativeUrl(address, base));
    } catch {
      return address;
    }
  };

/**
 * The worker runs from a script of ours, and is to see the address of the page's: in `location`, and behind each relative address. Never undone:
 * the page's script goes on living in this worker. `imports` counts the calls of importScripts.
 */
export function wearAddress(url: string, readdress: (address: unknown) => unknown): { imports(): number } {
  const worn = new NativeUrl(url);
  for (const part of PARTS) {
    const value = worn[part];
    patchGetter(WorkerLocation.prototype, part, (native, self, args) => (apply(native, self, args), value));
  }
  const { href } = worn;
  patchFunction(WorkerLocation.prototype, 'toString', {
    apply: (native, self, args) => (apply(native, self, args), href),
  });
  let imports = 0;
  const relative = (native: (...args: never[]) => unknown, self: unknown, args: unknown[]): unknown => {
    imports += 1;
    for (let at = 0; at < args.length; at += 1) args[at] = readdress(args[at]);
    return apply(native, self, args) as unknown;
  };
  for (const name of BY_CALL) {
    const owner = ownerOf(name);
    if (owner) patchFunction(owner, name, { apply: name === 'fetch' ? first(readdress) : relative });
  }
  for (const name of BY_NEW) {
    const type = getOwnPropertyDescriptor(globalThis, name)?.value as { prototype: object } | undefined;
    if (type === undefined) continue;
    patchFunction(
      globalThis,
      name,
      {
        construct(native, args, newTarget) {
          if (args.length > 0) args[0] = readdress(args[0]);
          return construct(native, args, originalOf(newTarget) as Newable) as object;
        },
      },
      { owner: type.prototype, key: 'constructor' },
    );
  }
  if (typeof XMLHttpRequest === 'function')
    patchFunction(XMLHttpRequest.prototype, 'open', {
      apply(native, self, args) {
        if (args.length > 1) args[1] = readdress(args[1]);
        return apply(native, self, args) as unknown;
      },
    });
  if (typeof Cache === 'function')
    for (const name of ['add', 'match', 'matchAll', 'put', 'delete', 'keys'])
      patchFunction(Cache.prototype, name, { apply: first(readdress) });
  if (typeof CacheStorage === 'function') patchFunction(CacheStorage.prototype, 'match', { apply: first(readdress) });
  return { imports: () => imports };
}

const first =
  (readdress: (address: unknown) => unknown) =>
  (native: (...args: never[]) => unknown, self: unknown, args: unknown[]): unknown => {
    if (args.length > 0) args[0] = readdress(args[0]);
    return apply(native, self, args) as unknown;
  };

/** Where a global function lies: in the global object itself, or in a prototype of it. */
function ownerOf(name: string): object | undefined {
  for (let owner: object | null = globalThis; owner !== null; owner = getPrototypeOf(owner) as object | null)
    if (getOwnPropertyDescriptor(owner, name) !== undefined) return owner;
  return undefined;
}
