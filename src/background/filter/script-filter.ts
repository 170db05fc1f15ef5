import browser, { type WebRequest } from 'webextension-polyfill';
import { FILTER_PERMISSIONS } from '../../core/contract/filter-permissions.ts';
import type { FilterMemory } from './filter-memory.ts';
import type { FilterStarts } from './filter-starts.ts';
import { patternOf } from '../sites/match-pattern.ts';
import { prependTo, type Prelude } from './script-stream.ts';
import { isScript, workerRequest } from './worker-request.ts';

/** Puts the hook in front of scripts of workers, in Firefox and with the user's permission. */
export interface ScriptFilter {
  isAllowed(): Promise<boolean>;
  /** From now on for workers of these origins. */
  use(origins: readonly string[]): void;
}

export interface ScriptFilterDeps {
  memory: FilterMemory;
  starts: FilterStarts;
  /** Text of the function that holds the hook (scripts/build/prelude.ts). */
  source(): Promise<string>;
}

type Request = WebRequest.OnBeforeSendHeadersDetailsType;
type Response = WebRequest.OnHeadersReceivedDetailsType;

export function createScriptFilter({ memory, starts, source }: ScriptFilterDeps): ScriptFilter {
  const wanted = new Map<string, Promise<Prelude | undefined>>();
  let undo: () => void = () => undefined;
  let origins: readonly string[] = [];

  async function preludeFor(request: NonNullable<ReturnType<typeof workerRequest>>): Promise<Prelude | undefined> {
    const [start, text] = await Promise.all([starts(request), source()]);
    if (start === undefined) return undefined;
    const call = `try{${text}(this||globalThis,${JSON.stringify(start)})}catch{};`;
    return (isStrict) => (isStrict ? `"use strict";${call}` : call);
  }

  /** Where it is redirected, the request comes here again: what the page asked for counts. */
  const onRequest = (details: Request): void => {
    const { requestId, url } = details;
    const request = wanted.has(requestId) ? undefined : workerRequest(details);
    if (request === undefined || !origins.includes(new URL(url).origin)) return;
    // A worker of another origin than its page there is none.
    if (request.kind !== 'module' && new URL(request.owner).origin !== new URL(url).origin) return;
    wanted.set(requestId, preludeFor(request));
  };

  const onResponse = (details: Response): void => {
    const { requestId, statusCode } = details;
    const prelude = wanted.get(requestId);
    if (prelude === undefined || (statusCode >= 300 && statusCode < 400 && statusCode !== 304)) return;
    wanted.delete(requestId);
    if (isScript(details)) prependTo(browser.webRequest.filterResponseData(requestId), prelude);
  };

  const onFailure = ({ requestId }: { requestId: string }): void => void wanted.delete(requestId);

  function listen(): void {
    undo();
    undo = () => undefined;
    // Without the permission the whole API is missing.
    const api = (browser as Partial<typeof browser>).webRequest;
    const urls = [...new Set(origins.flatMap((origin) => patternOf(origin, false) ?? []))];
    if (api === undefined || urls.length === 0) return;
    const filter: WebRequest.RequestFilter = { urls, types: ['script'] };
    api.onBeforeSendHeaders.addListener(onRequest, filter, ['blocking', 'requestHeaders']);
    api.onHeadersReceived.addListener(onResponse, filter, ['blocking', 'responseHeaders']);
    api.onErrorOccurred.addListener(onFailure, filter);
    undo = () => {
      // With the permission they are gone by themselves.
      if ((browser as Partial<typeof browser>).webRequest === undefined) return;
      api.onBeforeSendHeaders.removeListener(onRequest);
      api.onHeadersReceived.removeListener(onResponse);
      api.onErrorOccurred.removeListener(onFailure);
    };
  }

  origins = memory.origins();
  listen();
  return {
    isAllowed: () => browser.permissions.contains({ permissions: [...FILTER_PERMISSIONS] }).catch(() => false),
    use(next) {
      if ([...next].sort().join(' ') === [...origins].sort().join(' ')) return;
      origins = next;
      memory.set(next);
      listen();
    },
  };
}
