import { WORKER_SCRIPT } from '../../core/network-log/own-script.ts';
import { json } from '../json.ts';
import { single } from '../single.ts';
import type { WorkerStart } from './start.ts';

type Params = Omit<WorkerStart, 'source' | 'begun'>;

const NativeBlob = Blob;
const { createObjectURL, revokeObjectURL } = URL;
const encode = encodeURIComponent;

/** What a worker is started from in place of the page's script. */
export interface Bootstrap {
  url: string;
  /** Once the worker has loaded it, or never will. */
  release(): void;
}

/**
 * A script that puts the hook in place and then loads the page's own. A module imports both, so that messages which come early wait for it as
 * they do natively. `source` is the text of a function of one parameter that holds the code of the hook.
 */
export function bootstrapOf(source: string, params: Params): Bootstrap {
  const hook = `const f=${source},s=${json({ ...params })};s.source=''+f;f(s);`;
  const named = `\n//# sourceURL=${WORKER_SCRIPT}`;
  // A worker from a data: address has an origin of its own, where no blob: of ours could be loaded, and keeps it.
  const isOpaque = params.url[0] === 'd' && params.url[4] === ':';
  const made: string[] = [];
  const address = (text: string): string => {
    if (isOpaque) return `data:text/javascript;charset=utf-8,${encode(text)}`;
    const url = createObjectURL(
      new NativeBlob(single(text) as unknown as BlobPart[], { __proto__: null, type: 'text/javascript' } as object),
    );
    made[made.length] = url;
    return url;
  };
  const target = json(params.url);
  const url = params.module
    ? address(`import ${json(address(hook + named))};import ${target};`)
    : address(`{${hook}importScripts(${target});s.begun()}${named}`);
  return {
    url,
    release() {
      for (let at = 0; at < made.length; at += 1) revokeObjectURL(made[at] ?? '');
    },
  };
}
