import { getter } from '../../core/trace/captured.ts';
import { randomName } from '../../core/trace/random-name.ts';
import { apply, construct, createNotes } from '../natives.ts';
import { patchFunction } from '../patch.ts';
import type { Room, WorkersPart } from '../room.ts';
import { bootstrapOf } from './bootstrap.ts';
import { hideOurRefusals } from './our-refusals.ts';
import { watchTrial, type Trial } from './trial.ts';

type Newable = new (...args: never[]) => unknown;

const NativeUrl = URL;
const hrefOf = getter(URL.prototype, 'href');
const protocolOf = getter(URL.prototype, 'protocol');
const originOf = getter(URL.prototype, 'origin');
const types = (globalThis as { trustedTypes?: { isScriptURL(value: unknown): boolean; defaultPolicy: unknown } })
  .trustedTypes;

/** Starts the workers of a page from wrappers that put the hook in place; `source` as bootstrapOf wants it. */
export function createWorkers(room: Room, source: string, base: () => string): WorkersPart {
  const trials = createNotes<object, Trial>();
  const refusals = hideOurRefusals();
  let isUnfit = false;
  const trialOf = (self: unknown): Trial | undefined =>
    typeof self === 'object' && self !== null ? trials.get(self) : undefined;

  // Never undone: for a worker in whose place another runs there would be no way back.
  patchFunction(Worker.prototype, 'postMessage', {
    apply(native, self, args) {
      const trial = trialOf(self);
      return trial ? trial.post(native, args) : (apply(native, self, args) as unknown);
    },
  });
  patchFunction(Worker.prototype, 'terminate', {
    apply(native, self, args) {
      const trial = trialOf(self);
      return trial ? trial.terminate(native, args) : (apply(native, self, args) as unknown);
    },
  });

  function unfit(): void {
    isUnfit = true;
    room.hook?.unfit('page policy');
  }

  function wrapped(native: Newable, target: Newable, url: string, options: Options): object {
    const token = randomName();
    const bootstrap = bootstrapOf(source, {
      url,
      module: options.type === 'module',
      token,
      seeks: room.finder !== undefined,
    });
    const start = (address: string, type: Newable): Worker => construct(native, own(address, options), type) as Worker;
    const scheme = bootstrap.url[0] === 'b' ? 'blob' : 'data';
    refusals.expect(scheme);
    let worker: Worker;
    try {
      worker = start(bootstrap.url, target);
    } catch {
      // Refused at once. Where the native refuses as well, it was the page's own fault.
      bootstrap.release();
      refusals.done(scheme);
      if (types !== undefined) refusals.expect('trusted-types-sink');
      const untouched = start(url, target);
      unfit();
      return untouched;
    }
    const trial = watchTrial(worker, {
      token,
      native: () => start(url, native),
      here: (port) => {
        refusals.done(scheme);
        room.hook?.lend(port);
      },
      loaded: bootstrap.release,
      unfit,
    });
    trials.set(worker, trial);
    return worker;
  }

  return {
    start(native, args, target) {
      if (isUnfit) return 'page policy';
      if (args.length === 0 || room.hook === undefined) return undefined;
      const [given, init] = [args[0], args.length > 1 ? args[1] : undefined];
      if (types && (types.isScriptURL(given) || types.defaultPolicy !== null)) return 'trusted types';
      if (init !== undefined && init !== null && typeof init !== 'object') return undefined;
      // From here on the native is given what was read, so that the page's objects are asked once.
      args[0] = `${given as string}`;
      const url = wrappable(args[0] as string, base());
      if (url === undefined) return 'foreign script';
      const options = read(init);
      args[1] = options;
      if (options.type !== undefined && options.type !== 'module' && options.type !== 'classic') return undefined;
      return wrapped(native, target, url, options);
    },
    shared: () => 'no way in',
  };
}

interface Options {
  credentials?: unknown;
  name?: unknown;
  type?: unknown;
}

/** In the order in which the platform reads them. */
function read(init: Options | null | undefined): Options {
  const options: Options = { __proto__: null } as Options;
  if (init === undefined || init === null) return options;
  const text = (value: unknown): string => `${value as string}`;
  const { credentials } = init;
  if (credentials !== undefined) options.credentials = text(credentials);
  const { name } = init;
  if (name !== undefined) options.name = text(name);
  const { type } = init;
  if (type !== undefined) options.type = text(type);
  return options;
}

/** A list of arguments of our own. */
const own = (address: string, options: Options): unknown[] => [address, options];

/** The absolute address, where the page may start a worker from it; of others only the native knows what becomes of them. */
function wrappable(address: string, base: string): string | undefined {
  try {
    const url = new NativeUrl(address, base);
    const protocol = protocolOf(url);
    if (protocol === 'data:') return hrefOf(url);
    const isOwn = originOf(url) === globalThis.origin;
    return isOwn && (protocol === 'http:' || protocol === 'https:' || protocol === 'blob:') ? hrefOf(url) : undefined;
  } catch {
    return undefined;
  }
}
