/** What the page and its worker see of each other: run bare and wrapped, the answers must be the same. */
import { runViews } from './run-views.ts';

declare global {
  var workerViews: () => Promise<Record<string, unknown>>;
}

const LOOK = `
  const relative = async (run) => { try { return await run(); } catch (error) { return error.name; } };
  const look = async () => ({
    location: { ...Object.fromEntries(['href', 'origin', 'protocol', 'host', 'search', 'hash'].map((key) => [key, location[key]])) },
    text: [String(location), location instanceof WorkerLocation, self.origin, self.name],
    fetch: await relative(async () => (await fetch('sub/x.js?js=42')).url),
    request: await relative(() => new Request('../up').url),
    xhr: await relative(() => new Promise((done) => { const x = new XMLHttpRequest(); x.open('GET', 'sub/y.js?js=1'); x.onload = () => done(x.responseURL); x.onerror = () => done('error'); x.send(); })),
    socket: await relative(() => { const s = new WebSocket('echo'); const { url } = s; s.close(); return url; }),
    nested: await relative(() => new Promise((done) => { const w = new Worker('nested.js?js=' + encodeURIComponent('postMessage(location.href)')); w.onmessage = ({ data }) => done(data); w.onerror = () => done('error'); })),
    sources: [fetch, Request, WebSocket, Worker, close].map(String),
    descriptor: Object.keys(Object.getOwnPropertyDescriptors(WorkerLocation.prototype)),
  });
`;

const script = (code: string): string => `/script/w.js?js=${encodeURIComponent(code)}`;
const blob = (code: string): string => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
const data = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;

const answer = (worker: Worker): Promise<unknown> =>
  new Promise((resolve) => {
    worker.onmessage = ({ data: said }: MessageEvent<unknown>) => resolve(said);
    worker.onerror = (event) => {
      const { message, filename, lineno } = event;
      resolve(['error', event.constructor.name, message, filename, lineno]);
    };
    worker.onmessageerror = () => resolve('messageerror');
  });

/** Addresses of blobs and tokens differ from run to run. */
const settled = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null)
      .replace(/blob:[^"]*/g, 'blob:…')
      .replace(/\?(bare|wrapped)/g, '?'),
  ) as unknown;

const VIEWS: Record<string, () => Promise<unknown>> = {
  classic: () => answer(new Worker(`${script(`${LOOK} look().then(postMessage)`)}#there`, { name: 'mine' })),
  module: () =>
    answer(
      new Worker(script(`${LOOK} look().then((view) => postMessage({ ...view, meta: import.meta.url }))`), {
        type: 'module',
      }),
    ),
  blob: () => answer(new Worker(blob(`${LOOK} look().then(postMessage)`))),
  data: () => answer(new Worker(data('postMessage([self.origin, location.protocol])'))),
  'imports of scripts': () => answer(new Worker(script(`importScripts('sub/x.js?js=var%20x%3D7'); postMessage(x)`))),
  'a declaration is global': () =>
    answer(new Worker(script(`var a = 1; function b() {} postMessage(['a', 'b'].map((key) => key in self))`))),
  'strict mode is its own': () =>
    answer(new Worker(script(`'use strict'; postMessage((function () { return this === undefined; })())`))),
  'an error while it starts': () => answer(new Worker(script('throw new RangeError("mine")'))),
  'an error later': () => answer(new Worker(script('setTimeout(() => { throw new RangeError("later"); })'))),
  'a syntax error': () => answer(new Worker(script('this is no script'))),
  'a missing script': () => answer(new Worker('/missing.js')),
  'a missing module': () => answer(new Worker('/missing.js', { type: 'module' })),
  'a script that misses another': () =>
    answer(
      new Worker(
        script(`try { importScripts('/missing.js'); } catch ({ name, message }) { postMessage([name, message]); }`),
      ),
    ),
  'another origin': async () => {
    try {
      return await answer(new Worker('https://elsewhere.test/w.js'));
    } catch (error) {
      return (error as Error).name;
    }
  },
  'messages in order, from the first': async () => {
    const worker = new Worker(
      script(
        'const all = []; onmessage = ({ data }) => { all.push(data.byteLength ?? data); if (data === "end") postMessage(all); }',
      ),
    );
    const buffer = new ArrayBuffer(8);
    worker.postMessage(1);
    worker.postMessage(buffer, [buffer]);
    worker.postMessage(2);
    worker.postMessage(new ArrayBuffer(4), { transfer: [] });
    worker.postMessage('end');
    return [buffer.byteLength, await answer(worker)];
  },
  'a port that is handed over at once': async () => {
    const worker = new Worker(script('onmessage = ({ ports }) => ports[0].postMessage("through the port")'));
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(null, [port2]);
    return new Promise((resolve) => {
      port1.onmessage = ({ data: said }: MessageEvent<unknown>) => resolve(said);
    });
  },
  'what cannot be sent': async () => {
    try {
      new Worker(script('')).postMessage(() => 1);
    } catch (error) {
      return [(error as Error).name, (error as Error).message];
    }
    return 'sent';
  },
  'a worker that is ended at once': async () => {
    const worker = new Worker(script('postMessage("never")'));
    worker.terminate();
    const other = new Worker(script('postMessage("other")'));
    return Promise.race([answer(worker), answer(other)]);
  },
};

globalThis.workerViews = () => runViews(VIEWS, settled);
