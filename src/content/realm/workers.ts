import { cleanUrl } from '../../core/trace/clean-url.ts';
import { getter } from '../../core/trace/captured.ts';
import { gapText, type GapRealm, type GapReason } from '../../core/gaps/gap-text.ts';
import { apply, construct, getOwnPropertyDescriptor } from '../natives.ts';
import { originalOf, patchFunction, type ConstructTrap } from '../patch.ts';
import type { Host } from '../host.ts';
import type { Room } from '../room.ts';
import { undoAll } from '../undo.ts';

/** A page that starts more kinds of workers than this is told of in parts. */
const MOST_TOLD = 64;

type Newable = new (...args: never[]) => unknown;
type Started = object | GapReason | undefined;

const { Worker: NativeWorker, SharedWorker: NativeShared } = globalThis as Partial<typeof globalThis>;
const NativeUrl = URL;
const hrefOf = getter(URL.prototype, 'href');

/**
 * Sees that the page starts realms into which this hook does not come, and says so: where nothing leads into them there is at least a
 * `gap` note. With the site's consent another script of ours starts them (room.workers). Returns the undo.
 */
export function observeWorkers(
  note: (type: 'gap', text: string) => void,
  room: Room,
  { base, readdress }: Host,
): () => void {
  const told = { __proto__: null } as unknown as Record<string, true>;
  let count = 0;

  function gap(realm: GapRealm, reason: GapReason, url: string): void {
    const text = gapText(realm, reason, url === '' ? '' : absolute(cleanUrl(url), base()));
    if (told[text] === true || count >= MOST_TOLD) return;
    told[text] = true;
    count += 1;
    note('gap', text);
  }

  /** The address of a script that goes through the filter: its worker starts as it is, and the relay finds out whether the hook came into it. */
  function filtered(args: unknown[]): string | undefined {
    const url = room.filtered ? addressOf(args) : '';
    const address = url === '' ? '' : absolute(cleanUrl(url), base());
    return address[0] === 'h' ? address : undefined;
  }

  const starting =
    (realm: GapRealm, start: (native: Newable, args: unknown[], target: Newable) => Started): ConstructTrap =>
    (native, args, newTarget) => {
      // Called as `new Worker`, the new target is our stand-in: the native must see itself.
      const target = originalOf(newTarget) as Newable;
      const passes = filtered(args);
      const started = passes === undefined ? start(native as unknown as Newable, args, target) : undefined;
      if (typeof started === 'object') return started;
      if (readdress && args.length > 0) args[0] = readdress(args[0]);
      const object = construct(native, args, target) as object;
      if (passes !== undefined) room.hook?.started(realm, passes);
      if (started !== undefined) gap(realm, started, addressOf(args));
      return object;
    };

  const undo: (() => void)[] = [];
  const watch = (type: { prototype: object } | undefined, key: string, trap: ConstructTrap): void => {
    if (type === undefined) return;
    undo[undo.length] = patchFunction(
      globalThis,
      key,
      { construct: trap },
      { owner: type.prototype, key: 'constructor' },
    );
  };
  watch(
    NativeWorker,
    'Worker',
    starting('worker', (native, args, target) =>
      room.workers ? room.workers.start(native, args, target) : 'setting off',
    ),
  );
  watch(
    NativeShared,
    'SharedWorker',
    starting('shared worker', () => (room.workers ? room.workers.shared() : 'no way in')),
  );
  undo[undo.length] = observeServiceWorkers((url) => gap('service worker', 'no way in', url));
  return () => undoAll(undo);
}

/** One that is in charge of the page already, and those that it registers. */
function observeServiceWorkers(found: (url: string) => void): () => void {
  const type = (globalThis as { ServiceWorkerContainer?: { prototype: ServiceWorkerContainer } })
    .ServiceWorkerContainer;
  if (type === undefined) return () => undefined;
  try {
    const controller = getter(type.prototype, 'controller')(navigator.serviceWorker);
    if (controller) found(getter(ServiceWorker.prototype, 'scriptURL')(controller));
  } catch {
    // A sandboxed frame may not even ask.
  }
  return patchFunction(type.prototype, 'register', {
    apply(native, self, args) {
      const result: unknown = apply(native, self, args);
      found(addressOf(args));
      return result;
    },
  });
}

function absolute(url: string, base: string): string {
  try {
    return hrefOf(new NativeUrl(url, base));
  } catch {
    return url;
  }
}

/** The address as far as it can be read without running code of the page. */
function addressOf(args: unknown[]): string {
  const value: unknown = args.length > 0 ? getOwnPropertyDescriptor(args, 0)?.value : undefined;
  if (typeof value === 'string') return value;
  try {
    return hrefOf(value as URL);
  } catch {
    return '';
  }
}
