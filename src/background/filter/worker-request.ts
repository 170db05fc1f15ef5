import type { WebRequest } from 'webextension-polyfill';

/** A request for a script of a worker. */
export interface WorkerRequest {
  /** `module`: imported by a worker whose own script is `owner`. */
  kind: 'dedicated' | 'shared' | 'module';
  url: string;
  tab: number;
  frame: number;
  /** Address of the document or worker that asks. */
  owner: string;
}

/**
 * Firefox calls all scripts `script`; what a script is for, the headers of the request say, which no page can set. What a service worker fetches
 * for its page goes by another destination and is never touched, so that it cannot keep what stands in front. The scripts of service workers
 * themselves are not touched either: the browser stores them, and compares them byte for byte at each update.
 */
export function workerRequest(details: WebRequest.OnBeforeSendHeadersDetailsType): WorkerRequest | undefined {
  const { type, url, tabId: tab, frameId: frame, documentUrl: owner, method } = details;
  const said = (name: string): string | undefined =>
    details.requestHeaders?.find((header) => header.name.toLowerCase() === name)?.value;
  const dest = said('sec-fetch-dest');
  if (type !== 'script' || method !== 'GET' || owner === undefined) return undefined;
  if (dest !== 'worker' && dest !== 'sharedworker') return undefined;
  const isModule = said('sec-fetch-mode') !== 'same-origin';
  return { kind: isModule ? 'module' : dest === 'worker' ? 'dedicated' : 'shared', url, tab, frame, owner };
}

/** Whether a response is one that a worker runs. */
export function isScript({ statusCode, responseHeaders = [] }: WebRequest.OnHeadersReceivedDetailsType): boolean {
  const type = responseHeaders.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  return statusCode >= 200 && statusCode < 300 && /(?:java|ecma|live|j)script/i.test(type);
}
