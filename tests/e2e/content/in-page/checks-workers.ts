import { describeFunction, describeProperties, thrown, type Checks } from './probes.ts';

const script = (code: string): string => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
const said = (worker: Worker | MessagePort): Promise<unknown> =>
  new Promise((resolve) => {
    worker.onmessage = ({ data, isTrusted }: MessageEvent<unknown>) => resolve([data, isTrusted]);
  });
const failed = (worker: Worker | SharedWorker): Promise<unknown> =>
  new Promise((resolve) => {
    worker.onerror = (event) => resolve([event.constructor.name, event.isTrusted, event.cancelable]);
  });

class Derived extends Worker {
  readonly mark = 'derived';
}

export const workerChecks: Checks = {
  'the constructors of workers': () => [Worker, SharedWorker].map(describeFunction),
  'properties that hold them': () =>
    ['Worker', 'SharedWorker'].map((key) => ({
      ...Object.getOwnPropertyDescriptor(globalThis, key),
      value: undefined,
    })),
  'members of their prototypes': () => [Worker, SharedWorker].map(({ prototype }) => describeProperties(prototype)),
  'prototypes and constructors': () => [
    Worker.prototype.constructor === Worker,
    SharedWorker.prototype.constructor === SharedWorker,
    Object.getPrototypeOf(Worker) === EventTarget,
  ],
  'a worker called without new': () => thrown(() => (Worker as unknown as () => void)()),
  'a worker without an address': () => thrown(() => new (Worker as unknown as new () => Worker)()),
  'a worker of no address': () => thrown(() => new Worker('http://%')),
  'a worker of strange options': () => thrown(() => new Worker('x.js', { type: 'strange' as WorkerType })),
  'a worker whose address cannot be read': () =>
    thrown(
      () =>
        new Worker({
          toString() {
            throw new RangeError('mine');
          },
        } as unknown as string),
    ),
  'what a worker asks of its arguments': () => {
    const asked: string[] = [];
    const options = new Proxy({}, { get: (_, key) => void asked.push(String(key)) });
    const address = { toString: () => (asked.push('address'), script('')) };
    new Worker(address as unknown as string, options).terminate();
    return asked;
  },
  'a worker': async () => {
    const worker = new Worker(script('onmessage = ({ data }) => postMessage(data + self.name)'), { name: '!' });
    worker.postMessage('hello');
    const answer = await said(worker);
    worker.terminate();
    return [
      answer,
      worker instanceof Worker,
      Object.getPrototypeOf(worker) === Worker.prototype,
      Object.prototype.toString.call(worker),
    ];
  },
  'a derived worker': () => {
    const worker = new Derived(script(''));
    return [worker instanceof Derived, worker.mark, worker.constructor.name, Reflect.ownKeys(worker)];
  },
  'a worker whose script is missing': () => failed(new Worker('/missing.js')),
  'a worker whose script throws': () => failed(new Worker(script('throw new Error("mine")'))),
  'a shared worker': async () => {
    const worker = new SharedWorker(script('onconnect = ({ ports }) => ports[0].postMessage("hello")'), 'name');
    return [await said(worker.port), worker instanceof SharedWorker, Object.prototype.toString.call(worker)];
  },
  'registration of a service worker': () =>
    'serviceWorker' in navigator ? describeFunction(ServiceWorkerContainer.prototype.register) : 'none',
};
