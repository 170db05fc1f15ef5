/** What a page and its shared workers, and scripts of unusual beginnings, see of each other: bare and with the filter the answers must be the same. */
import { runViews } from './run-views.ts';

declare global {
  var sharedViews: () => Promise<Record<string, unknown>>;
}

/** A shared worker lives on behind a page that is kept for going back: each run has workers of its own. */
const run = `&run=${Math.random()}`;
const script = (code: string): string => `/script/s.js?js=${encodeURIComponent(code)}${run}`;
const settled = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null).replaceAll(run, '')) as unknown;

/** Everything that comes through the port of a shared worker, to which something was said, until it says that it is done. */
const talk = (worker: SharedWorker): Promise<unknown> =>
  new Promise((resolve) => {
    const all: unknown[] = [];
    worker.port.onmessage = ({ data }: MessageEvent<unknown>) => {
      all.push(data);
      if (data === 'done') resolve(all);
    };
    worker.onerror = (event) => resolve(['error', event.constructor.name]);
    worker.port.postMessage('hello');
  });

const answer = (worker: Worker): Promise<unknown> =>
  new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
    worker.onerror = ({ message, lineno }) => resolve(['error', message, lineno]);
  });

const say = (code: string, options?: WorkerOptions): Promise<unknown> => answer(new Worker(script(code), options));

const IS_STRICT = '(function () { return this === undefined; })()';

const VIEWS: Record<string, () => Promise<unknown>> = {
  'a shared worker': () =>
    talk(
      new SharedWorker(
        script(`const seen = [location.href, self.name, String(WebSocket), String(close), self.constructor.name];
          let connects = 0;
          onconnect = (event) => {
            connects += 1;
            const [port] = event.ports;
            const said = [];
            port.onmessage = ({ data }) => { said.push(data); port.postMessage([...seen, connects, event.data, event.isTrusted, event.ports.length, said]); port.postMessage('done'); };
          };`),
        { name: 'mine' },
      ),
    ),
  'a port that is started late': async () => {
    const worker = new SharedWorker(
      script(`onconnect = ({ ports }) => { ports[0].postMessage('early'); ports[0].postMessage('done'); }`),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    return talk(worker);
  },
  'a port that is handed on': async () => {
    const worker = new SharedWorker(script(`onconnect = ({ ports }) => { ports[0].postMessage('early'); }`));
    const other = new Worker(
      script('onmessage = ({ ports }) => { ports[0].onmessage = ({ data }) => postMessage(data); }'),
    );
    const first = answer(other);
    other.postMessage(null, [worker.port]);
    return first;
  },
  'a module that is shared': () =>
    talk(
      new SharedWorker(
        script(`onconnect = ({ ports }) => { ports[0].postMessage(import.meta.url); ports[0].postMessage('done'); }`),
        { type: 'module' },
      ),
    ),
  'a shared script that is missing': () => talk(new SharedWorker('/missing.js')),
  'strict by a directive': () => say(`'use strict'; postMessage(${IS_STRICT})`),
  'strict after a comment': () => say(`/* a */ // b\n"other";\n'use strict'\npostMessage(${IS_STRICT})`),
  'no directive, since it goes on': () => say(`'use strict'\n.length; postMessage(${IS_STRICT})`),
  'not strict': () => say(`postMessage(${IS_STRICT})`),
  'names of the platform, declared': () =>
    say(
      `const URL = 1; let Blob = 2; class WebSocket {} function MessageChannel() {} var Event = 3; postMessage([URL, Blob, Event, typeof WebSocket])`,
    ),
  'names of the platform, declared in a module': () =>
    say(
      `const Map = 1, Object = 2, Reflect = 3, self = 4, BroadcastChannel = 5; postMessage([Map, Object, Reflect, self, BroadcastChannel])`,
      {
        type: 'module',
      },
    ),
  'modules in their order': () =>
    say(
      `import { a } from ${JSON.stringify(script('globalThis.order = ["leaf"]; export const a = 1;'))}; order.push('main'); postMessage([a, order]);`,
      { type: 'module' },
    ),
  'a line of #!': () => say(`#!/usr/bin/env node\npostMessage('ran')`),
  'an empty script': () => Promise.race([say(''), new Promise((resolve) => setTimeout(() => resolve('silent'), 500))]),
  'an error in the second line': () => say(`\nthrow new RangeError('mine')`),
  'what is not ASCII': () => say(`postMessage('äöü – 𝒳')`),
  'a long script': () => say(`// ${'x'.repeat(100)}\npostMessage('${'y'.repeat(3000)}'.length)`),
  'the script as the page reads it': async () => (await fetch(script('1 + 1'))).text(),
  'globals of a worker': () =>
    say(
      `postMessage(Object.keys(Object.getOwnPropertyDescriptors(globalThis)).filter((key) => key !== '__ONE_TRACE__').sort().join())`,
    ),
};

globalThis.sharedViews = () => runViews(VIEWS, settled);
