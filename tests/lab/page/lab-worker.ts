/** Where the lab's script is served with a listener behind it. */
export const LAB_WORKER = '/lab-worker.js';

/** In the worker: does what it is asked, and answers. */
export const answering = `onmessage = ({ data: { id, method, args } }) =>
  Promise.resolve(globalThis.lab[method](...args)).then(
    (value) => postMessage({ id, value }),
    (error) => postMessage({ id, error: String(error) }),
  )`;

interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}

/** Part of `window.lab`: the same lab in a worker of the page, begun with the first question. */
export function labWorker(): (method: string, ...args: unknown[]) => Promise<unknown> {
  let worker: Worker | undefined;
  let last = 0;
  return (method, ...args) => {
    const lab = (worker ??= new Worker(LAB_WORKER));
    const id = (last += 1);
    return new Promise((resolve, reject) => {
      lab.addEventListener('message', function hear({ data }: MessageEvent<Answer>) {
        if (data.id !== id) return;
        lab.removeEventListener('message', hear);
        if (data.error === undefined) resolve(data.value);
        else reject(new Error(data.error));
      });
      lab.postMessage({ id, method, args });
    });
  };
}
