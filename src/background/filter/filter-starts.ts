import type { FilteredStart } from '../../core/contract/worker-channel.ts';
import { randomName } from '../../core/trace/random-name.ts';
import type { Right } from '../sites/sites.ts';
import type { WorkerRequest } from './worker-request.ts';

export interface FilterStartsDeps {
  right(origin: string): Promise<Right>;
  /** Where shared workers of the origin meet their relays. */
  meeting(origin: string): Promise<string>;
  /** Tells the relay of a frame that a worker will speak on this channel; false where nobody listens. */
  tell(tab: number, frame: number, channel: string): Promise<boolean>;
  /** The site may be decrypted. */
  seeks(origin: string): Promise<boolean>;
  wait(ms: number): Promise<void>;
}

/** What the hook in a worker is to be started with; undefined where the worker is better left alone. */
export type FilterStarts = (request: WorkerRequest) => Promise<FilteredStart | undefined>;

/** A page may be busy; its worker's script does not wait for it any longer. */
const PATIENCE_MS = 1000;
/** Workers that may still import modules. */
const MOST_KNOWN = 256;

export function createFilterStarts({ right, meeting, tell, seeks, wait }: FilterStartsDeps): FilterStarts {
  const known = new Map<string, Promise<FilteredStart | undefined>>();

  async function begin({ kind, url, tab, frame }: WorkerRequest): Promise<FilteredStart | undefined> {
    const { origin } = new URL(url);
    if ((await right(origin)) !== 'capture') return undefined;
    const start = { url, channel: randomName() + randomName(), seeks: await seeks(origin) };
    if (kind === 'shared') return { ...start, meet: await meeting(origin) };
    const isHeard = await Promise.race([tell(tab, frame, start.channel), wait(PATIENCE_MS).then(() => false)]);
    return isHeard ? start : undefined;
  }

  return (request) => {
    if (request.kind === 'module') return known.get(`${request.tab} ${request.owner}`) ?? Promise.resolve(undefined);
    const start = begin(request);
    known.set(`${request.tab} ${request.url}`, start);
    for (const key of known.keys()) if (known.size > MOST_KNOWN) known.delete(key);
    return start;
  };
}
